// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfigurationBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code getAll} and {@code loadAll}: one call of the loader for what nobody else is loading, and how they end. */
@SuppressWarnings({"rawtypes", "unchecked", "ThreadPriorityCheck"
}) // yields make for more interleavings
final class BulkLoadingTest {
  private final LoadingCaches caches = new LoadingCaches();
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Set<String>> asked = new java.util.concurrent.CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    released.countDown();
    caches.close();
  }

  @Test
  void getAll_someMissing_asksForThoseInOneCall() {
    LungoCache<String, String> cache = cache(BulkLoadingTest::echo);
    cache.put("a", "present");

    assertThat(cache.getAll(Set.of("a", "b", "c")))
        .containsExactlyInAnyOrderEntriesOf(Map.of("a", "present", "b", "b", "c", "c"));
    assertThat(asked).containsExactly(Set.of("b", "c"));
  }

  @Test
  void getAll_overlappingCallers_loadEachKeyOnce() {
    Map<String, AtomicInteger> loads = new ConcurrentHashMap<>();
    LungoCache<String, String> cache = cache(keys -> {
      keys.forEach(key -> loads.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet());
      Thread.yield();
      return echo(keys);
    });
    CyclicBarrier start = new CyclicBarrier(8);
    List<FutureTask<Void>> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int caller = i;
      callers.add(caches.start(() -> {
        for (int round = 0; round < 200; round++) {
          Set<String> keys = new HashSet<>();
          for (int key = 0; key < 6; key++) {
            keys.add(round + "-" + (caller + key) % 10);
          }
          LoadingCaches.await(start);
          assertThat(cache.getAll(keys)).containsOnlyKeys(keys);
        }
        return null;
      }));
    }

    callers.forEach(LoadingCaches::result);

    assertThat(loads.values()).hasSize(2_000).allMatch(count -> count.get() == 1);
  }

  @Test
  void loadAll_keyInFlight_joinsIt() {
    LungoCache<String, String> cache = cache(BulkLoadingTest::echo);
    FutureTask<String> flight = caches.start(() -> cache.get("slow", key -> {
      LoadingCaches.await(released);
      return "flight";
    }));
    caches.awaitLastWaiting();
    Completion completion = new Completion();

    cache.loadAll(Set.of("slow", "other"), false, completion);
    while (!cache.containsKey("other")) {
      Thread.onSpinWait();
    }
    assertThat(completion.calls).isEmpty();
    released.countDown();

    assertThat(completion.outcome()).isEqualTo(Completion.DONE);
    assertThat(cache.get("slow")).isEqualTo("flight");
    assertThat(LoadingCaches.result(flight)).isEqualTo("flight");
    assertThat(asked).containsExactly(Set.of("other"));
  }

  @Test
  void loadAll_replacingKeyInFlight_loadsItAfresh() {
    LungoCache<String, String> cache = cache(BulkLoadingTest::echo);
    FutureTask<String> flight = caches.start(() -> cache.get("k", key -> {
      LoadingCaches.await(released);
      return "old";
    }));
    caches.awaitLastWaiting();
    Completion completion = new Completion();

    cache.loadAll(Set.of("k"), true, completion);

    assertThat(completion.outcome()).isEqualTo(Completion.DONE);
    assertThat(cache.get("k")).isEqualTo("k");
    released.countDown();
    assertThat(LoadingCaches.result(flight)).isEqualTo("old");
    assertThat(cache.get("k")).isEqualTo("k");
  }

  @Test
  void loadAll_keeping_neverAsksForPresentKeys() {
    LungoCache<String, String> cache = cache(BulkLoadingTest::echo);
    cache.put("a", "present");
    Completion completion = new Completion();

    cache.loadAll(Set.of("a"), false, completion);

    assertThat(completion.outcome()).isEqualTo(Completion.DONE);
    assertThat(asked).isEmpty();
  }

  @Test
  void loadAll_loaderReturnsNullKeysValuesAndStrangers_ignoresThem() {
    LungoCache<String, String> cache = cache(keys -> {
      Map<@Nullable String, @Nullable String> map = new HashMap<>();
      map.put(null, "x");
      map.put("a", null);
      map.put("stranger", "x");
      map.put("b", "b");
      return map;
    });

    assertThat(cache.getAll(Set.of("a", "b"))).containsOnly(Map.entry("b", "b"));
    assertThat(cache.containsKey("stranger")).isFalse();
  }

  @Test
  void getAll_loaderReturnsNullMap_fails() {
    LungoCache<String, String> cache = cache(keys -> null);

    assertThatThrownBy(() -> cache.getAll(Set.of("a")))
        .isInstanceOf(CacheLoaderException.class)
        .hasRootCauseMessage("cache 'loads': loadAll of " + Bulk.class.getName()
            + " returned null instead of a map");
  }

  @Test
  void loadAll_loaderFails_tellsTheListenerOnceWithLoaderException() {
    for (Throwable thrown : List.of(new IllegalStateException("down"), new AssertionError("e"))) {
      LungoCache<String, String> cache = cache(keys -> {
        throw LoadingTestFailure.sneaky(thrown);
      });
      Completion completion = new Completion();

      cache.loadAll(Set.of("a", "b"), true, completion);
      cache.loadAll(Set.of("c"), true, null);

      assertThat(completion.outcome())
          .isInstanceOf(CacheLoaderException.class)
          .extracting(failure -> ((Throwable) failure).getCause())
          .isSameAs(thrown);
      assertThat(completion.calls).hasSize(1);
      caches.manager().destroyCache("loads");
    }
  }

  @Test
  void loadAll_nullKey_failsInTheCallerBeforeAnythingStarts() {
    LungoCache<String, String> cache = cache(BulkLoadingTest::echo);
    Set<@Nullable String> keys = new HashSet<>();
    keys.add("a");
    keys.add(null);
    Completion completion = new Completion();

    assertThatThrownBy(() -> cache.loadAll(keys, true, completion))
        .isInstanceOf(NullPointerException.class);
    assertThat(completion.calls).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void loadAll_setChangesAfterTheCall_loadsWhatWasAskedFor() {
    List<Runnable> queue = new ArrayList<>();
    LungoCache<String, String> cache =
        cache(BulkLoadingTest::echo, settings -> settings.executor(queue::add));
    Set<String> keys = new HashSet<>(Set.of("a"));

    cache.loadAll(keys, true, null);
    keys.clear();
    queue.forEach(Runnable::run);

    assertThat(cache.containsKey("a")).isTrue();
  }

  @Test
  void loadAll_executorRefuses_tellsTheListener() {
    LungoCache<String, String> cache = cache(
        BulkLoadingTest::echo,
        settings -> settings.executor(task -> {
          throw new RejectedExecutionException("full");
        }));
    Completion completion = new Completion();

    cache.loadAll(Set.of("a"), true, completion);

    assertThat(completion.outcome())
        .isInstanceOf(CacheLoaderException.class)
        .extracting(failure -> ((Throwable) failure).getCause())
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void loadAll_listenerThrows_losesNothing() {
    LungoCache<String, String> cache = cache(BulkLoadingTest::echo);
    AtomicInteger calls = new AtomicInteger();
    cache.loadAll(Set.of("a"), true, new CompletionListener() {
      @Override
      public void onCompletion() {
        calls.incrementAndGet();
        throw new IllegalStateException("listener");
      }

      @Override
      public void onException(Exception failure) {
        calls.addAndGet(100);
      }
    });
    Completion completion = new Completion();
    cache.loadAll(Set.of("b"), true, completion);

    assertThat(completion.outcome()).isEqualTo(Completion.DONE);
    while (calls.get() == 0) {
      Thread.onSpinWait();
    }
    assertThat(calls).hasValue(1);
    assertThat(cache.getAll(Set.of("a", "b"))).hasSize(2);
  }

  /** The bulk load may wait to store one key that a processor holds, while another processor waits for a second one. */
  @Test
  void getAll_processorHoldsOneKey_othersValuesAreKnownAtOnce() throws Exception {
    CountDownLatch holds = new CountDownLatch(1);
    CountDownLatch isLoading = new CountDownLatch(1);
    LungoCache<String, String> cache = cache(keys -> {
      isLoading.countDown();
      LoadingCaches.await(released);
      return echo(keys);
    });
    CountDownLatch end = new CountDownLatch(1);
    FutureTask<Map<String, String>> bulk =
        caches.start(() -> cache.getAll(new java.util.LinkedHashSet<>(List.of("a", "b"))));
    LoadingCaches.await(isLoading);
    caches.start(() -> cache.invoke("a", (entry, arguments) -> {
      holds.countDown();
      LoadingCaches.await(end);
      return null;
    }));
    LoadingCaches.await(holds);

    released.countDown();
    FutureTask<String> other =
        caches.start(() -> cache.invoke("b", (entry, arguments) -> entry.getValue()));

    assertThat(LoadingCaches.result(other)).isEqualTo("b");
    end.countDown();
    assertThat(LoadingCaches.result(bulk)).containsOnlyKeys("a", "b");
  }

  @Test
  void getAll_byValue_givesNeitherLoaderNorCallerTheCachesOwnKeys() {
    AtomicReference<@Nullable List<String>> loadersKey = new AtomicReference<>();
    CacheLoader<List, String> loader = new CacheLoader<>() {
      @Override
      public String load(List key) {
        throw new AssertionError();
      }

      @Override
      @SuppressWarnings("unchecked")
      public Map<List, String> loadAll(Iterable<? extends List> keys) {
        loadersKey.set(keys.iterator().next());
        return Map.of(List.copyOf(loadersKey.get()), "value");
      }
    };
    LungoCache<List, String> cache =
        caches.of(List.class, String.class, loader, settings -> settings.storeByValue(true));
    List<String> key = new ArrayList<>(List.of("k"));

    Map<List, String> got = cache.getAll(Set.of(key));
    loadersKey.get().add("changed by the loader");
    got.keySet().forEach(gotten -> gotten.add("changed by the caller"));

    assertThat(cache.containsKey(List.of("k"))).isTrue();
    assertThat(cache.containsKey(new ArrayList<>(List.of("k")))).isTrue();
  }

  private static Map<String, String> echo(Set<String> keys) {
    Map<String, String> values = new HashMap<>();
    keys.forEach(key -> values.put(key, key));
    return values;
  }

  private LungoCache<String, String> cache(
      Function<Set<String>, @Nullable Map<String, String>> loader) {
    return cache(loader, settings -> settings);
  }

  private LungoCache<String, String> cache(
      Function<Set<String>, @Nullable Map<String, String>> loader,
      UnaryOperator<LungoConfigurationBuilder<String, String>> settings) {
    return caches.of(String.class, String.class, new Bulk(loader, asked), settings);
  }

  /** Loads by a function of the keys asked for, and notes them. */
  private record Bulk(
      Function<Set<String>, @Nullable Map<String, String>> function, List<Set<String>> asked)
      implements CacheLoader<String, String> {
    @Override
    public String load(String key) {
      throw new AssertionError("asked for a single key: " + key);
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      Set<String> set = new HashSet<>();
      keys.forEach(set::add);
      asked.add(set);
      return function.apply(set);
    }
  }

  /** Notes how often it is called, and with what. */
  private static final class Completion implements CompletionListener {
    static final String DONE = "done";

    private final ConcurrentLinkedQueue<Object> calls = new ConcurrentLinkedQueue<>();
    private final CountDownLatch isCalled = new CountDownLatch(1);

    @Override
    public void onCompletion() {
      calls.add(DONE);
      isCalled.countDown();
    }

    @Override
    public void onException(Exception failure) {
      calls.add(failure);
      isCalled.countDown();
    }

    Object outcome() {
      LoadingCaches.await(isCalled);
      return calls.peek();
    }
  }

  /** Throws what a loader could throw. */
  private static final class LoadingTestFailure {
    static RuntimeException sneaky(Throwable failure) {
      if (failure instanceof Error error) {
        throw error;
      }
      return (RuntimeException) failure;
    }
  }
}
