// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.cache.integration.CacheLoaderException;
import javax.cache.processor.EntryProcessorException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The load of a single key: who waits how long, who may leave, and what the loader may do. */
@SuppressWarnings("ThreadPriorityCheck") // yields make for more interleavings
final class LoadingTest {
  private final LoadingCaches caches = new LoadingCaches();
  private final AtomicInteger loads = new AtomicInteger();
  private final AtomicReference<@Nullable LungoCache<String, String>> self =
      new AtomicReference<>();

  @AfterEach
  void close() {
    caches.close();
  }

  @Test
  void get_waiterPastItsDeadline_leavesAndTheLoadGoesOn() {
    LungoCache<String, String> cache = held(Duration.ofMillis(200));
    FutureTask<String> leader = caches.start(() -> cache.get("k"));
    caches.awaitBegun();
    FutureTask<Throwable> waiter = caches.start(() -> catchThrowable(() -> cache.get("k")));

    assertThat(LoadingCaches.result(waiter))
        .isInstanceOf(CacheLoaderException.class)
        .hasMessage("cache 'loads': key k was not loaded within 200 ms; its load goes on");
    caches.release();
    assertThat(LoadingCaches.result(leader)).isEqualTo("k 1");
  }

  @Test
  void getAll_manyKeysPastTheDeadline_waitsForThemAllOnce() {
    LungoCache<String, String> cache = caches.of(
        String.class,
        String.class,
        key -> {
          caches.hold();
          return key;
        },
        settings -> settings.loadTimeout(Duration.ofSeconds(2)));
    List<String> keys = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    for (String key : keys) {
      caches.start(() -> cache.get(key));
      caches.awaitLastWaiting();
    }

    long began = System.nanoTime();
    assertThatThrownBy(() -> cache.getAll(new java.util.LinkedHashSet<>(keys)))
        .isInstanceOf(CacheLoaderException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void get_waiterInterrupted_leavesAloneAndKeepsItsFlag() {
    LungoCache<String, String> cache = held(Duration.ofSeconds(20));
    FutureTask<String> leader = caches.start(() -> cache.get("k"));
    caches.awaitBegun();
    FutureTask<String> other = caches.start(() -> cache.get("k"));
    caches.awaitLastWaiting();
    FutureTask<Boolean> interrupted = caches.start(() -> {
      assertThatThrownBy(() -> cache.get("k"))
          .isInstanceOf(CacheLoaderException.class)
          .hasCauseInstanceOf(InterruptedException.class);
      return Thread.currentThread().isInterrupted();
    });
    caches.awaitLastWaiting();

    caches.lastStarted().interrupt();

    assertThat(LoadingCaches.result(interrupted)).isTrue();
    caches.release();
    assertThat(LoadingCaches.result(leader)).isEqualTo("k 1");
    assertThat(LoadingCaches.result(other)).isEqualTo("k 1");
    assertThat(loads).hasValue(1);
  }

  @Test
  void get_loadOlderThanTheLimit_startsAfreshAndTheOldStoresNothing() {
    LungoCache<String, String> cache = held(Duration.ofMillis(50));
    FutureTask<String> hanging = caches.start(() -> cache.get("k"));
    caches.awaitBegun();
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(60)) {
      Thread.onSpinWait();
    }

    assertThat(cache.get("k")).isEqualTo("k 2");
    cache.remove("k");
    caches.release();

    assertThat(LoadingCaches.result(hanging)).isEqualTo("k 1");
    assertThat(cache.containsKey("k")).isFalse();
  }

  @Test
  void get_loaderAsksForItsOwnKey_isRefused() {
    LungoCache<String, String> cache = recursive((key, c) -> c.get(key));

    assertThatThrownBy(() -> cache.get("k"))
        .isInstanceOf(CacheLoaderException.class)
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .rootCause()
        .hasMessage("cache 'loads': the loader of key k asks the cache for that key");
  }

  @Test
  void get_loaderAsksForAnotherKey_getsIt() {
    LungoCache<String, String> cache =
        recursive((key, c) -> key.length() > 4 ? "end" : c.get(key + "x") + key);

    assertThat(cache.get("k")).isEqualTo("endkxxxkxxkxk");
  }

  @Test
  void get_circleOfKeysOnOneThread_isRefused() {
    LungoCache<String, String> cache = recursive((key, c) -> c.get(key.equals("a") ? "b" : "a"));

    assertThatThrownBy(() -> cache.get("a"))
        .isInstanceOf(CacheLoaderException.class)
        .hasRootCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void get_twoThreadsNeedEachOther_areRefused() {
    CountDownLatch both = new CountDownLatch(2);
    LungoCache<String, String> cache = recursive((key, c) -> {
      both.countDown();
      LoadingCaches.await(both);
      return c.get(key.equals("a") ? "b" : "a");
    });

    FutureTask<Throwable> a = caches.start(() -> catchThrowable(() -> cache.get("a")));
    FutureTask<Throwable> b = caches.start(() -> catchThrowable(() -> cache.get("b")));

    assertThat(LoadingCaches.result(a)).isInstanceOf(CacheLoaderException.class);
    assertThat(LoadingCaches.result(b)).isInstanceOf(CacheLoaderException.class);
  }

  @Test
  void get_loaderWritesItsOwnKey_theWriteStands() {
    Map<String, Consumer<LungoCache<String, String>>> writes = Map.of(
        "put", c -> c.put("put", "written"),
        "remove", c -> c.remove("remove"),
        "clear", c -> c.clear(),
        "invoke",
            c -> c.invoke("invoke", (entry, arguments) -> {
              entry.setValue("written");
              return null;
            }));
    LungoCache<String, String> cache = recursive((key, c) -> {
      writes.get(key).accept(c);
      return "loaded";
    });

    for (String write : writes.keySet()) {
      assertThat(cache.get(write)).as(write).isEqualTo("loaded");
      boolean stores = write.equals("put") || write.equals("invoke");
      assertThat(cache.containsKey(write)).as(write).isEqualTo(stores);
      assertThat(!stores || cache.get(write).equals("written")).as(write).isTrue();
    }
  }

  @Test
  void get_loaderReturnsOtherType_failsAndStoresNothing() {
    @SuppressWarnings({"unchecked", "rawtypes"})
    LungoCache<String, String> cache = caches.of(
        String.class, String.class, (Function) key -> Integer.valueOf(1), settings -> settings);

    assertThatThrownBy(() -> cache.get("k"))
        .isInstanceOf(CacheLoaderException.class)
        .hasCauseInstanceOf(ClassCastException.class);
    assertThat(cache.containsKey("k")).isFalse();
  }

  @Test
  void get_loadedValueCannotBeEncoded_failsForAllAndStoresNothing() {
    LungoCache<String, Object> cache =
        caches.of(String.class, Object.class, key -> new Thread(), settings -> settings);

    assertThatThrownBy(() -> cache.get("k")).isInstanceOf(CacheLoaderException.class);
    assertThat(cache.containsKey("k")).isFalse();
  }

  @Test
  void get_loaderThrowsError_reachesTheCallerAsCause() {
    AssertionError error = new AssertionError("thrown");
    LungoCache<String, String> cache = caches.of(
        String.class,
        String.class,
        key -> {
          throw error;
        },
        settings -> settings);

    assertThatThrownBy(() -> cache.get("k"))
        .isInstanceOf(CacheLoaderException.class)
        .hasCause(error);
    assertThatThrownBy(() -> cache.getAsync("k").join())
        .cause()
        .isInstanceOf(CacheLoaderException.class)
        .hasCause(error);
  }

  @Test
  void getAsync_withoutReadThrough_isWhatIsThere() {
    LungoCache<String, String> cache = LungoCache.of(caches
        .manager()
        .createCache(
            "plain",
            LungoConfiguration.builder(String.class, String.class)
                .loader(() -> new LoadingCaches.Loader<>(key -> "loaded"))
                .build()));
    cache.put("there", "value");

    assertThat(cache.getAsync("there")).isCompletedWithValue("value");
    assertThat(cache.getAsync("missing").join()).isNull();
    assertThat(cache.get("missing", key -> "given")).isEqualTo("given");
    assertThat(cache.get("missing")).isEqualTo("given");
  }

  @Test
  void get_ownLoaderFindsNothing_storesNothing() {
    LungoCache<String, String> cache = held(Duration.ofSeconds(20));

    assertThat(cache.get("k", key -> null)).isNull();

    assertThat(cache.containsKey("k")).isFalse();
    assertThat(cache.get("k", key -> "later")).isEqualTo("later");
  }

  @Test
  void get_ownLoader_sharesTheLoadWithThoseWhoUseTheConfiguredOne() {
    LungoCache<String, String> cache = held(Duration.ofSeconds(20));
    FutureTask<String> leader = caches.start(() -> cache.get("k"));
    caches.awaitBegun();
    FutureTask<String> joiner = caches.start(() -> cache.get("k", key -> "own"));
    caches.awaitLastWaiting();

    caches.release();

    assertThat(LoadingCaches.result(joiner)).isEqualTo(LoadingCaches.result(leader));
  }

  @Test
  void getAsync_cancelled_disturbsNobody() {
    LungoCache<String, String> cache = held(Duration.ofSeconds(20));
    CompletableFuture<String> first = cache.getAsync("k");
    CompletableFuture<String> second = cache.getAsync("k");
    caches.awaitBegun();

    first.cancel(true);
    caches.release();

    assertThat(second.join()).isEqualTo("k 1");
    assertThat(cache.get("k")).isEqualTo("k 1");
  }

  @Test
  void getAsync_executorRefuses_failsTheFutureAndLeavesNoLoad() {
    LungoCache<String, String> cache = caches.of(
        String.class,
        String.class,
        key -> "loaded",
        settings -> settings.executor(task -> {
          throw new RejectedExecutionException("full");
        }));

    assertThatThrownBy(() -> cache.getAsync("k").join())
        .cause()
        .isInstanceOf(CacheLoaderException.class)
        .hasCauseInstanceOf(RejectedExecutionException.class);
    assertThat(cache.get("k")).isEqualTo("loaded");
  }

  /** The task may be queued behind the very one that asks for its key. */
  @Test
  void get_asyncLoadStillQueued_runsItInstead() {
    Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    LungoCache<String, String> cache = caches.of(
        String.class,
        String.class,
        key -> key + " " + loads.incrementAndGet(),
        settings -> settings.executor(queue::add));
    CompletableFuture<String> async = cache.getAsync("k");
    CompletableFuture<String> bulk = cache.getAsync("bulk");
    CompletableFuture<String> invoked = cache.getAsync("invoked");

    assertThat(cache.get("k")).isEqualTo("k 1");
    assertThat(cache.getAll(java.util.Set.of("bulk"))).containsEntry("bulk", "bulk 2");
    String processed = cache.invoke("invoked", (entry, arguments) -> entry.getValue());
    assertThat(processed).isEqualTo("invoked 3");

    assertThat(List.of(async.join(), bulk.join(), invoked.join()))
        .containsExactly("k 1", "bulk 2", "invoked 3");
    queue.forEach(Runnable::run);
    assertThat(loads).hasValue(3);
  }

  @Test
  void getAsync_writtenBeforeTheLoadBegins_takesWhatWasWritten() {
    Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    LungoCache<String, String> cache = caches.of(
        String.class, String.class, key -> "loaded", settings -> settings.executor(queue::add));
    CompletableFuture<String> async = cache.getAsync("k");

    cache.put("k", "written");
    queue.forEach(Runnable::run);

    assertThat(async.join()).isEqualTo("written");
  }

  @Test
  void get_limitedAndNested_doesNotWaitForItsOwnPermit() {
    CountDownLatch waits = new CountDownLatch(1);
    LungoCache<String, String> cache = caches.of(
        String.class,
        String.class,
        key -> {
          loads.incrementAndGet();
          if (key.equals("b")) {
            return "b";
          }
          caches.begin();
          LoadingCaches.await(waits);
          return key + self.get().get("b");
        },
        settings -> settings.maximumConcurrentLoads(1));
    self.set(cache);
    FutureTask<String> a = caches.start(() -> cache.get("a"));
    caches.awaitBegun();
    FutureTask<String> b = caches.start(() -> cache.get("b")); // waits for a's permit
    caches.awaitLastWaiting();

    waits.countDown();

    assertThat(LoadingCaches.result(a)).isEqualTo("ab");
    assertThat(LoadingCaches.result(b)).isEqualTo("b");
    assertThat(loads).hasValue(2);
  }

  @Test
  void get_limited_neverRunsMoreAtOnce() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    LungoCache<String, String> cache = caches.of(
        String.class,
        String.class,
        key -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          Thread.yield();
          running.decrementAndGet();
          return key;
        },
        settings -> settings.maximumConcurrentLoads(3));
    List<FutureTask<Void>> callers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      int caller = i;
      callers.add(caches.start(() -> {
        for (int key = 0; key < 200; key++) {
          cache.get(caller % 8 + "-" + key);
        }
        return null;
      }));
    }
    callers.forEach(LoadingCaches::result);

    assertThat(most).hasValueLessThanOrEqualTo(3);
  }

  @Test
  void invoke_joinsLoadWhoseRunnerWaitsToStore_getsTheValue() {
    LungoCache<String, String> cache = held(Duration.ofSeconds(20));
    FutureTask<String> leader = caches.start(() -> cache.get("k"));
    caches.awaitBegun();
    FutureTask<String> processor =
        caches.start(() -> cache.invoke("k", (entry, arguments) -> entry.getValue()));
    caches.awaitLastWaiting();

    caches.release();

    assertThat(LoadingCaches.result(processor)).isEqualTo("k 1");
    assertThat(LoadingCaches.result(leader)).isEqualTo("k 1");
    assertThat(loads).hasValue(1);
  }

  @Test
  void invoke_loadFailedAndIsAskedAgain_failsAgainAlike() {
    IllegalStateException down = new IllegalStateException("down");
    LungoCache<String, String> cache = caches.of(
        String.class,
        String.class,
        key -> {
          throw down;
        },
        settings -> settings);

    cache.invoke("k", (entry, arguments) -> {
      assertThatThrownBy(entry::getValue)
          .isInstanceOf(CacheLoaderException.class)
          .hasCause(down);
      assertThatThrownBy(entry::getValue)
          .isInstanceOf(CacheLoaderException.class)
          .hasCause(down);
      return null;
    });
  }

  @Test
  void invoke_missingValueAskedTwiceAcrossAClear_letsNoWaiterHang() {
    AtomicReference<@Nullable FutureTask<String>> waiter = new AtomicReference<>();
    LungoCache<String, String> cache =
        caches.of(String.class, String.class, key -> null, settings -> settings);

    cache.invoke("k", (entry, arguments) -> {
      assertThat(entry.getValue()).isNull();
      waiter.set(caches.start(() -> cache.get("k")));
      caches.awaitLastWaiting();
      cache.clear();
      return entry.getValue();
    });

    assertThat(LoadingCaches.result(waiter.get())).isNull();
  }

  @Test
  void invoke_getsItsOwnMissingKeyThroughTheCache_getsTheValue() {
    LungoCache<String, String> cache =
        caches.of(String.class, String.class, key -> "loaded", settings -> settings);

    String got = cache.invoke("k", (entry, arguments) -> cache.get("k"));

    assertThat(got).isEqualTo("loaded");
  }

  /** The processor holds a key and waits for a load, whose loader waits for that key: neither waits by itself. */
  @Test
  void invoke_waitsForALoadThatWaitsForItsKey_endsAtTheTimeout() {
    CountDownLatch holds = new CountDownLatch(1);
    LungoCache<String, String> cache = caches.of(
        String.class,
        String.class,
        key -> {
          caches.begin();
          LoadingCaches.await(holds);
          self.get().put("held", "by the loader");
          return "loaded";
        },
        settings -> settings.loadTimeout(Duration.ofMillis(200)));
    self.set(cache);
    FutureTask<String> loading = caches.start(() -> cache.get("loaded"));
    caches.awaitBegun();

    FutureTask<Throwable> processing =
        caches.start(() -> catchThrowable(() -> cache.invoke("held", (entry, arguments) -> {
          holds.countDown();
          return cache.get("loaded");
        })));

    assertThat(LoadingCaches.result(processing))
        .isInstanceOf(EntryProcessorException.class)
        .hasCauseInstanceOf(CacheLoaderException.class);
    assertThat(LoadingCaches.result(loading)).isEqualTo("loaded");
    assertThat(cache.get("held")).isEqualTo("by the loader");
  }

  @Test
  void close_loadRuns_isNotStoredAndLeavesNoThread() {
    LungoCache<String, String> cache = held(Duration.ofSeconds(20));
    FutureTask<String> leader = caches.start(() -> cache.get("k"));
    caches.awaitBegun();
    FutureTask<Void> closer = caches.start(() -> {
      cache.close();
      return null;
    });
    caches.awaitLastWaiting();
    assertThat(closer.isDone()).isFalse();

    caches.release();

    LoadingCaches.result(closer);
    assertThat(LoadingCaches.result(leader)).isEqualTo("k 1");
    assertThatThrownBy(() -> cache.get("k")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void close_asyncLoadStillQueued_failsItAtOnce() {
    Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    LungoCache<String, String> cache = caches.of(
        String.class, String.class, key -> "loaded", settings -> settings.executor(queue::add));
    CompletableFuture<String> async = cache.getAsync("k");

    cache.close();

    assertThatThrownBy(async::join).cause().isInstanceOf(CacheLoaderException.class);
  }

  @Test
  void close_byTheLoaderItself_doesNotWaitForItself() {
    LungoCache<String, String> cache = recursive((key, c) -> {
      c.close();
      return "loaded";
    });

    assertThat(cache.get("k")).isEqualTo("loaded");
  }

  /** Loads the key, numbered; its first load takes until it is released. */
  private LungoCache<String, String> held(Duration loadTimeout) {
    return caches.of(
        String.class,
        String.class,
        key -> {
          int number = loads.incrementAndGet();
          if (number == 1) {
            caches.hold();
          }
          return key + " " + number;
        },
        settings -> settings.loadTimeout(loadTimeout));
  }

  /** Has a loader that uses its own cache. */
  private LungoCache<String, String> recursive(
      java.util.function.BiFunction<String, LungoCache<String, String>, @Nullable String> loader) {
    LungoCache<String, String> cache = caches.of(
        String.class,
        String.class,
        key -> loader.apply(key, self.get()),
        settings -> settings.storeByValue(false));
    self.set(cache);
    return cache;
  }
}
