// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfigurationBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.event.EventType;
import javax.cache.integration.CompletionListenerFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loads against writes of their key: whoever asks once the write has returned sees it, and nothing older. */
@SuppressWarnings({"ThreadPriorityCheck", "ImmutableEnumChecker"
}) // yields make for more interleavings
final class LoadRaceTest {
  private static final int ROUNDS = 1_500;

  private final LoadingCaches caches = new LoadingCaches();
  private final ConcurrentHashMap<String, Integer> source = new ConcurrentHashMap<>();

  /** A write that the cache is told of after the source has the new value. */
  enum Write {
    PUT((cache, value) -> cache.put("k", value)),
    PUT_FOR_A_WHILE((cache, value) -> cache.put("k", value, Duration.ofHours(1))),
    GET_AND_PUT((cache, value) -> cache.getAndPut("k", value)),
    PUT_ALL((cache, value) -> cache.putAll(Map.of("k", value, "other", value))),
    REMOVE((cache, value) -> cache.remove("k")),
    GET_AND_REMOVE((cache, value) -> cache.getAndRemove("k")),
    REMOVE_ALL_OF((cache, value) -> cache.removeAll(Set.of("k", "other"))),
    REMOVE_ALL((cache, value) -> cache.removeAll()),
    CLEAR((cache, value) -> cache.clear()),
    INVOKE_SET((cache, value) -> cache.invoke("k", (entry, arguments) -> {
      entry.setValue(value);
      return null;
    })),
    INVOKE_REMOVE((cache, value) -> cache.invoke("k", (entry, arguments) -> {
      entry.remove();
      return null;
    })),
    REPLACE((cache, value) -> {
      if (!cache.replace("k", value)) {
        cache.remove("k");
      }
    }),
    LOAD_ALL((cache, value) -> {
      CompletionListenerFuture done = new CompletionListenerFuture();
      cache.loadAll(Set.of("k"), true, done);
      try {
        done.get(LoadingCaches.PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    });

    private final Action action;

    Write(Action action) {
      this.action = action;
    }

    /** What the write calls. */
    interface Action {
      void apply(LungoCache<String, Integer> cache, Integer value);
    }
  }

  /** How the key is loaded meanwhile. */
  enum Read {
    GET {
      @Override
      @Nullable
      Integer apply(LungoCache<String, Integer> cache) {
        return cache.get("k");
      }
    },
    GET_ALL {
      @Override
      @Nullable
      Integer apply(LungoCache<String, Integer> cache) {
        return cache.getAll(Set.of("k")).get("k");
      }
    },
    GET_ASYNC {
      @Override
      @Nullable
      Integer apply(LungoCache<String, Integer> cache) {
        return cache.getAsync("k").join();
      }
    },
    INVOKE {
      @Override
      @Nullable
      Integer apply(LungoCache<String, Integer> cache) {
        return cache.invoke("k", (entry, arguments) -> entry.getValue());
      }
    };

    abstract @Nullable Integer apply(LungoCache<String, Integer> cache);
  }

  @AfterEach
  void close() {
    caches.close();
  }

  /** The write comes exactly while the loader holds the old value in its hands. */
  @ParameterizedTest
  @EnumSource
  void write_whileLoadHoldsOldValue_leavesNothingOlder(Write write) {
    writeWhileLoadHoldsOldValue(write, false);
  }

  @ParameterizedTest
  @EnumSource
  void write_whileLoadHoldsOldValue_isSeenByLaterCallersAtOnce(Write write) {
    writeWhileLoadHoldsOldValue(write, true);
  }

  private void writeWhileLoadHoldsOldValue(Write write, boolean asksMeanwhile) {
    CountDownLatch hasRead = new CountDownLatch(1);
    CountDownLatch hasWritten = new CountDownLatch(1);
    LungoCache<String, Integer> cache = caches.of(
        String.class,
        Integer.class,
        key -> {
          Integer value = source.get(key);
          if (Integer.valueOf(1).equals(value)) {
            hasRead.countDown();
            LoadingCaches.await(hasWritten);
          }
          return value;
        },
        settings -> settings);
    source.put("k", 1);
    FutureTask<Integer> early = caches.start(() -> cache.get("k"));
    LoadingCaches.await(hasRead);

    source.put("k", 2);
    write.action.apply(cache, 2);
    Integer late = asksMeanwhile ? cache.get("k") : null;
    hasWritten.countDown();

    assertThat(late).isEqualTo(asksMeanwhile ? 2 : null);
    assertThat(LoadingCaches.result(early)).isEqualTo(1);
    assertThat(cache.get("k")).isEqualTo(2);
  }

  /** A clear does not wait for the processor, which must not store what it has read through before. */
  @ParameterizedTest
  @EnumSource(names = {"CLEAR", "REMOVE_ALL"})
  void write_whileProcessorReadsThrough_leavesNothingOlder(Write write) {
    CountDownLatch hasRead = new CountDownLatch(1);
    CountDownLatch hasWritten = new CountDownLatch(1);
    LungoCache<String, Integer> cache =
        caches.of(String.class, Integer.class, source::get, settings -> settings);
    source.put("k", 1);
    FutureTask<Integer> processor = caches.start(() -> cache.invoke("k", (entry, arguments) -> {
      Integer value = entry.getValue();
      hasRead.countDown();
      LoadingCaches.await(hasWritten);
      return value;
    }));
    LoadingCaches.await(hasRead);

    source.put("k", 2);
    write.action.apply(cache, 2);
    hasWritten.countDown();

    assertThat(LoadingCaches.result(processor)).isEqualTo(1);
    assertThat(cache.get("k")).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void write_racingLoads_leavesNothingOlder(Write write) {
    race(write, ROUNDS, settings -> settings);
  }

  @ParameterizedTest
  @EnumSource(names = {"PUT", "REMOVE", "CLEAR", "INVOKE_SET"})
  void write_racingLoadsAndExpiry_leavesNothingOlder(Write write) {
    race(write, 500, settings -> settings.createdExpiry(Duration.ofMillis(1)));
  }

  private void race(
      Write write, int rounds, UnaryOperator<LungoConfigurationBuilder<String, Integer>> settings) {
    long seed = System.nanoTime();
    EventLog log = new EventLog();
    LungoCache<String, Integer> cache = caches.of(
        String.class,
        Integer.class,
        key -> {
          Integer value = source.get(key);
          pause(value);
          return value;
        },
        builder -> settings.apply(builder).listener(log.configuration()));
    int readers = 3;
    CyclicBarrier barrier = new CyclicBarrier(readers + 1);
    AtomicReference<@Nullable String> stale = new AtomicReference<>();
    for (int i = 0; i < readers; i++) {
      Random random = new Random(seed + i);
      caches.start(() -> {
        for (int round = 0; round < rounds; round++) {
          LoadingCaches.await(barrier);
          for (int reads = random.nextInt(4); reads > 0; reads--) {
            Read read = Read.values()[random.nextInt(Read.values().length)];
            Integer value = read.apply(cache);
            if (value == null || value < round) {
              stale.set("round " + round + ": " + read + " read " + value);
            }
          }
          LoadingCaches.await(barrier);
        }
        return null;
      });
    }
    Random random = new Random(seed - 1);
    source.put("k", 0);
    for (int round = 0; round < rounds; round++) {
      LoadingCaches.await(barrier);
      pause(random.nextInt(8));
      source.put("k", round + 1);
      write.action.apply(cache, round + 1);
      Integer now = cache.get("k");
      if (now == null || now != round + 1) {
        stale.set("round " + round + ": after the write returned read " + now);
      }
      LoadingCaches.await(barrier);
    }
    assertThat(stale.get()).as("stale read, seed " + seed).isNull();
    assertThat(log.complaint.get()).as("order of events, seed " + seed).isNull();
  }

  /** Lets other threads in, for a while that depends on the number. */
  private static void pause(int number) {
    for (int i = 0; i < number % 8; i++) {
      Thread.yield();
    }
  }

  /** A synchronous listener that follows one key from event to event. */
  private static final class EventLog
      implements CacheEntryCreatedListener<String, Integer>,
          CacheEntryUpdatedListener<String, Integer>,
          CacheEntryRemovedListener<String, Integer>,
          CacheEntryExpiredListener<String, Integer> {
    private final AtomicReference<@Nullable String> complaint = new AtomicReference<>();
    private final AtomicInteger busy = new AtomicInteger();
    private @Nullable EventType last;

    MutableCacheEntryListenerConfiguration<String, Integer> configuration() {
      CacheEntryListener<String, Integer> self = this;
      return new MutableCacheEntryListenerConfiguration<>(() -> self, null, true, true);
    }

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> events) {
      events.forEach(this::record);
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> events) {
      events.forEach(this::record);
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> events) {
      events.forEach(this::record);
    }

    @Override
    public void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> events) {
      events.forEach(this::record);
    }

    /** A clear tells nothing, so that a creation may follow anything; all else needs an entry that is there. */
    private void record(CacheEntryEvent<? extends String, ? extends Integer> event) {
      if (!event.getKey().equals("k")) {
        return;
      }
      if (busy.getAndIncrement() != 0) {
        complaint.set("two events of a key at once: " + event);
      }
      boolean isThere = last == EventType.CREATED || last == EventType.UPDATED;
      if (event.getEventType() != EventType.CREATED && !isThere) {
        complaint.set(event.getEventType() + " after " + last);
      }
      last = event.getEventType();
      busy.decrementAndGet();
    }
  }
}
