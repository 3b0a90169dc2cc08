// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.cache.CacheManager;

/** Where every callback of a case passes: it does its duty, unless the case has it misbehave. Thread-safe. */
final class Trap implements AutoCloseable {
  /** Found by name, as keys and values of a cache by value come back as copies. */
  private static final Map<String, Trap> TRAPS = new ConcurrentHashMap<>();

  private static final Trap NONE = new Trap("none", null, null);

  private final String world;
  private final Case row;
  private final CacheManager manager;
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch sprung = new CountDownLatch(1);
  private final CountDownLatch heard = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final Queue<String> made = new ConcurrentLinkedQueue<>();
  private final Queue<String> closed = new ConcurrentLinkedQueue<>();
  private volatile boolean isArmed;
  private volatile boolean isUnprintable;
  private volatile Throwable thrown;
  private volatile List<Object> batch;
  private volatile LungoCache<Key, Value> cache;

  Trap(String world, Case row, CacheManager manager) {
    this.world = world;
    this.row = row;
    this.manager = manager;
  }

  /** Makes the trap known to the keys and values of its world. */
  void open() {
    TRAPS.put(world, this);
  }

  @Override
  public void close() {
    TRAPS.remove(world);
  }

  static Trap of(String world) {
    return TRAPS.getOrDefault(world, NONE);
  }

  Key key() {
    return key(Key.HOSTILE);
  }

  Key key(String name) {
    return new Key(world, name);
  }

  Value value(String text) {
    return new Value(world, text);
  }

  CacheManager manager() {
    return manager;
  }

  LungoCache<Key, Value> cache() {
    return cache;
  }

  void watch(LungoCache<Key, Value> watched) {
    this.cache = watched;
  }

  void arm() {
    isArmed = true;
  }

  void disarm() {
    isArmed = false;
    isUnprintable = false;
    released.countDown();
  }

  /** Returns what the duty brings, or what the callback does in its place. */
  @SuppressWarnings("unchecked") // wrong types are what some cases are about
  <T> T pass(Callback asked, boolean isConcerned, Supplier<T> duty) {
    boolean isMine = isArmed && isConcerned && row.callback() == asked;
    if (!isMine || !row.misbehaviour().happensAt(calls.incrementAndGet())) {
      return duty.get();
    }
    sprung.countDown();
    try {
      return (T) row.misbehaviour().instead(this, duty);
    } catch (Throwable failure) {
      throw Trap.<RuntimeException>sneak(failure);
    } finally {
      done.countDown();
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
  }) // for exceptions that nobody declares
  private static <E extends Throwable> E sneak(Throwable failure) throws E {
    throw (E) failure;
  }

  String print(boolean isConcerned, String text) {
    if (isUnprintable && isConcerned) {
      throw new Misbehaviour.UserException("toString");
    }
    return text;
  }

  void unprint() {
    isUnprintable = true;
  }

  /** Remembers what the callback threw, for it should be found again. */
  <E extends Throwable> E thrown(E failure) {
    thrown = failure;
    return failure;
  }

  /** Returns what the callback threw last, or null. */
  Throwable thrown() {
    return thrown;
  }

  @SuppressWarnings("unchecked") // a hostile writer does as it likes
  void handOver(java.util.Collection<?> collection) {
    batch = (List<Object>) collection;
  }

  List<Object> batch() {
    return batch;
  }

  void hold() throws InterruptedException {
    if (!released.await(25, TimeUnit.SECONDS)) {
      throw new AssertionError("not let go");
    }
  }

  /** Returns how often the callback was called for the case's key. */
  int calls() {
    return calls.get();
  }

  void awaitSprung() throws InterruptedException {
    assertThat(sprung.await(8, TimeUnit.SECONDS)).as("the callback was called").isTrue();
  }

  /** Notes that the asynchronous listener was told of the case's key. */
  void heard() {
    heard.countDown();
  }

  /** Waits until that has happened, if somebody listens. */
  void awaitHeard() throws InterruptedException {
    assertThat(!made.contains("AsyncListener") || heard.await(8, TimeUnit.SECONDS))
        .isTrue();
  }

  void awaitDone() throws InterruptedException {
    assertThat(done.await(8, TimeUnit.SECONDS)).as("the callback is over").isTrue();
  }

  boolean isHeld() {
    return sprung.getCount() == 0 && released.getCount() > 0;
  }

  /** Counts an object that is to be closed. */
  <T> T made(T object) {
    made.add(object.getClass().getSimpleName());
    return object;
  }

  Queue<String> made() {
    return made;
  }

  void closed(Object object) {
    closed.add(object.getClass().getSimpleName());
    pass(Callback.CLOSE, true, () -> "closed");
  }

  Queue<String> closed() {
    return closed;
  }
}
