// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoCachingProvider;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.cache.CacheManager;

/** One case at work: a manager with the cache that is called, and another one that has nothing to do with it. */
final class World implements AutoCloseable {
  static final String NAME = "orders";
  static final String BYSTANDER = "bystander";
  static final String CALLER = "caller of a hostile callback";

  private static final Set<Thread.State> WAITING =
      EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final List<String> UNRELATED = List.of("a", "b", "c", "d", "e");

  private final String name = "hostile-" + NUMBER.incrementAndGet();
  private final LungoCachingProvider provider = new LungoCachingProvider();
  private final CacheManager manager =
      provider.getCacheManager(URI.create("lungo:" + name), World.class.getClassLoader());
  private final Case row;
  private final boolean isCrowded;
  private final Trap trap;
  private final LungoCache<Key, Value> bystander;
  private volatile Thread caller;

  /** What a call came to. */
  record Result(Object value, Throwable failure) {}

  /** Prepares a case, with the hostile callback alone and by reference, or by value among others that behave. */
  World(Case row, boolean isCrowded) {
    this.row = row;
    this.isCrowded = isCrowded;
    this.trap = new Trap(name, row, manager);
    this.bystander = LungoCache.of(manager.createCache(
        BYSTANDER, LungoConfiguration.builder(Key.class, Value.class).build()));
  }

  Trap trap() {
    return trap;
  }

  CacheManager manager() {
    return manager;
  }

  LungoCache<Key, Value> cache() {
    return trap.cache();
  }

  Key key() {
    return trap.key();
  }

  /** The second key of calls on many. */
  Key companion() {
    return trap.key("companion");
  }

  Value value(String text) {
    return trap.value(text);
  }

  Object createCache() {
    Set<Part> parts = EnumSet.allOf(Part.class);
    parts.remove(Part.EXECUTOR);
    if (!isCrowded) {
      parts.retainAll(row.callback().parts());
    }
    if (row.callback() == Callback.EXECUTOR) {
      parts.add(Part.EXECUTOR);
    }
    if (row.operation() == Operation.REGISTER) {
      parts.remove(Part.LISTENER);
    }
    LungoConfigurationBuilder<Key, Value> builder =
        TrappedObjects.configuration(trap, parts).storeByValue(isCrowded);
    if (row.misbehaviour() == Misbehaviour.HANGS_TOO_LONG) {
      builder.listenerTimeout(Duration.ofMillis(50));
    }
    trap.watch(LungoCache.of(manager.createCache(NAME, builder.build())));
    fill(cache());
    return null;
  }

  void prepare() throws InterruptedException {
    trap.open();
    fill(bystander);
    if (row.operation().needsCache()) {
      createCache();
      row.operation().prepare(this);
      if (row.operation().isPresentBefore()) {
        trap.awaitHeard();
      }
    }
  }

  private void fill(LungoCache<Key, Value> cache) {
    UNRELATED.forEach(unrelated -> cache.put(trap.key(unrelated), value(unrelated)));
  }

  /** Arms the trap, and springs it if that is not what the call of the case does. */
  Future<Result> spring() throws InterruptedException {
    trap.arm();
    if (!row.misbehaviour().hangsForAnother()) {
      return CompletableFuture.completedFuture(new Result(null, null));
    }
    Future<Result> other = Watchdog.start("another caller", () -> run(otherOperation()));
    trap.awaitSprung();
    return other;
  }

  private Operation otherOperation() {
    return switch (row.callback()) {
      case LOADER -> row.operation().isPresentBefore() ? Operation.LOAD_ALL_AGAIN : Operation.GET;
      case PROCESSOR -> Operation.INVOKE;
      default -> Operation.PUT;
    };
  }

  Future<Result> call() {
    return Watchdog.start(CALLER, () -> {
      caller = Thread.currentThread();
      return run(row.operation());
    });
  }

  /** Returns when the caller waits for something, or the call is over. */
  void awaitWaiting(Future<Result> call) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
    while (!call.isDone() && System.nanoTime() < end) {
      Thread thread = caller;
      if (thread != null && WAITING.contains(thread.getState())) {
        return;
      }
      Thread.onSpinWait();
    }
  }

  /** Catches the failure here, as futures would print it. */
  private Result run(Operation operation) {
    try {
      return new Result(operation.run(this), null);
    } catch (Throwable failure) {
      return new Result(null, failure);
    }
  }

  /** Returns the value's text before the call. */
  String before() {
    return row.operation().isPresentBefore() ? "old" : "absent";
  }

  /** Returns the text of a key's value now, without loading it. */
  String textOf(Key key) {
    return cache().containsKey(key) ? cache().get(key).text() : "absent";
  }

  /** Uses other keys, and another cache. */
  void useOthers() throws Exception {
    Watchdog.run("using another cache", () -> use(bystander));
    if (cache() != null && !cache().isClosed()) {
      Watchdog.run("using other keys", () -> use(cache()));
    }
  }

  private Object use(LungoCache<Key, Value> cache) {
    Key fresh = trap.key("fresh");
    cache.put(fresh, value("1"));
    assertThat(cache.get(fresh).text()).isEqualTo("1");
    assertThat(cache.replace(fresh, value("2"))).isTrue();
    assertThat(cache.remove(fresh)).isTrue();
    boolean isCleared = cache != bystander && row.misbehaviour() == Misbehaviour.CLEARS;
    for (String unrelated : isCleared ? List.<String>of() : UNRELATED) {
      assertThat(cache.containsKey(trap.key(unrelated))).as(unrelated).isTrue();
      assertThat(cache.get(trap.key(unrelated)).text()).isEqualTo(unrelated);
    }
    return null;
  }

  /** Checks that the key is as usable as any, in a new cache if there is none any more. */
  void useKey() throws Exception {
    Watchdog.run("using the key again", () -> {
      if (!row.leaves().hasCache()) {
        createCache();
      }
      cache().put(key(), value("again"));
      assertThat(textOf(key())).isEqualTo("again");
      assertThat(cache().remove(key())).isTrue();
      assertThat(cache().containsKey(key())).isFalse();
      return null;
    });
  }

  /** Closes everything, and checks that nothing is left. */
  void end() throws Exception {
    Watchdog.run("closing", () -> {
      provider.close();
      return null;
    });
    assertThat(trap.closed()).containsExactlyInAnyOrderElementsOf(trap.made());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!threads().isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    assertThat(threads()).as("threads that are left").isEmpty();
  }

  /** Returns whether the thread is one of this manager. */
  boolean owns(Thread thread) {
    return thread.getName().startsWith("lungo-lungo:" + name + "-");
  }

  private List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(this::owns)
        .map(Thread::getName)
        .toList();
  }

  @Override
  public void close() {
    trap.disarm();
    provider.close();
    trap.close();
  }
}
