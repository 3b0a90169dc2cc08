// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.testing.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That a write on one member leaves nothing older to be read on any other, once it has returned. */
@Timeout(120)
final class InvalidationFreshnessIT {
  private static final int ROUNDS = 1_000;
  private static final int KEYS = 10;
  private static final long SLOWEST_NANOS = 300_000;

  /** How a member writes. */
  enum Write {
    PUT {
      @Override
      Long write(Cache<String, Long> cache, Database database, String key, long value) {
        cache.put(key, value);
        return value;
      }
    },
    REMOVE {
      @Override
      Long write(Cache<String, Long> cache, Database database, String key, long value) {
        cache.remove(key);
        return null;
      }

      @Override
      void prepare(Cache<String, Long> cache, Database database, String key, long value) {
        cache.put(key, -value);
      }
    },
    REPLACE {
      @Override
      Long write(Cache<String, Long> cache, Database database, String key, long value) {
        assertThat(cache.replace(key, value)).isTrue();
        return value;
      }
    },
    INVOKE {
      @Override
      Long write(Cache<String, Long> cache, Database database, String key, long value) {
        cache.invoke(key, (entry, arguments) -> {
          entry.setValue(value);
          return null;
        });
        return value;
      }
    },
    LOAD_ALL {
      @Override
      Long write(Cache<String, Long> cache, Database database, String key, long value) {
        database.rows.put(key, value);
        CompletionListenerFuture end = new CompletionListenerFuture();
        cache.loadAll(Set.of(key), true, end);
        try {
          end.get(30, TimeUnit.SECONDS);
        } catch (Exception failure) {
          throw new AssertionError(failure);
        }
        return value;
      }
    };

    /** Writes, and returns what there is to be read then, or null. */
    abstract Long write(Cache<String, Long> cache, Database database, String key, long value);

    /** Lets there be something older. */
    void prepare(Cache<String, Long> cache, Database database, String key, long value) {
      assertThat(cache.get(key)).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Write.class)
  void write_onOneMember_leavesNothingOlderOnAnother(Write write) throws Exception {
    try (InvalidatedMembers members = InvalidatedMembers.readingAndWriting(3)) {
      Database database = members.database;
      for (int i = 0; i < KEYS; i++) {
        database.rows.put("k" + i, 0L);
      }
      database.afterReading =
          key -> LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(SLOWEST_NANOS));
      List<Cache<String, Long>> caches = members.caches();
      CountDownLatch over = new CountDownLatch(1);
      List<Future<?>> readers = startReaders(caches, over);
      List<String> older = new ArrayList<>();

      for (int round = 1; round <= ROUNDS; round++) {
        String key = "k" + round % KEYS;
        Cache<String, Long> writer = caches.get(round % 3);
        write.prepare(writer, database, key, round);
        Long expected = write.write(writer, database, key, round);
        for (Cache<String, Long> cache : caches) {
          Long read = cache.get(key);
          if (expected == null ? read != null : !expected.equals(read)) {
            older.add(round + ": " + read);
          }
        }
      }
      over.countDown();

      assertThat(older).isEmpty();
      for (Future<?> reader : readers) {
        reader.get(30, TimeUnit.SECONDS);
      }
    }
  }

  /** Readers have loads under way, nearly always. */
  private static List<Future<?>> startReaders(
      List<Cache<String, Long>> caches, CountDownLatch over) {
    return caches.stream()
        .<Future<?>>map(cache -> Threads.start(() -> {
          while (over.getCount() > 0) {
            cache.get("k" + ThreadLocalRandom.current().nextInt(KEYS));
          }
        }))
        .toList();
  }

  /** What makes old what a loader has read. */
  @FunctionalInterface
  interface Replacement {
    void make(Cache<String, Long> cache, String key);
  }

  static Stream<Replacement> replacements() {
    return Stream.of(
        (cache, key) -> cache.remove(key),
        (cache, key) -> cache.put(key, 2L),
        (cache, key) -> cache.clear(),
        (cache, key) -> cache.removeAll());
  }

  @ParameterizedTest
  @MethodSource("replacements")
  void writeWhileLoadingElsewhere_valueReadBeforeGoesToNobodyWhoAsksLater(Replacement replacement)
      throws Exception {
    try (InvalidatedMembers members = InvalidatedMembers.reading(3)) {
      for (int i = 0; i < 3 * KEYS; i++) {
        String key = "k" + i;
        Cache<String, Long> asking = members.cache(i % 3);
        Cache<String, Long> writing = members.cache((i + 1) % 3);
        members.database.rows.put(key, 1L);
        CountDownLatch hasRead = new CountDownLatch(1);
        CompletableFuture<Void> mayReturn = new CompletableFuture<>();
        members.database.afterReading = read -> {
          if (read.equals(key) && hasRead.getCount() > 0) {
            hasRead.countDown();
            mayReturn.join();
          }
        };
        Future<Long> early = Threads.call(() -> asking.get(key));
        assertThat(hasRead.await(10, TimeUnit.SECONDS)).isTrue();
        members.database.rows.put(key, 2L);

        replacement.make(writing, key);

        for (Cache<String, Long> cache : members.caches()) {
          assertThat(cache.get(key)).as(key).isEqualTo(2L);
        }
        mayReturn.complete(null);
        assertThat(early.get(10, TimeUnit.SECONDS)).isIn(1L, 2L);
        for (Cache<String, Long> cache : members.caches()) {
          assertThat(cache.get(key)).as(key + ", later").isEqualTo(2L);
        }
      }
    }
  }

  @Test
  void memberThatJoins_readsWhatIsNew() {
    try (InvalidatedMembers members = InvalidatedMembers.readingAndWriting(2)) {
      members.cache(0).put("k", 1L);
      Cache<String, Long> late = members.join();
      assertThat(late.get("k")).isEqualTo(1L);

      members.cache(1).put("k", 2L);

      assertThat(late.get("k")).isEqualTo(2L);
      late.put("k", 3L);
      assertThat(members.cache(0).get("k")).isEqualTo(3L);
    }
  }

  @Test
  void memberThatLeaves_isNotWaitedFor() {
    try (InvalidatedMembers members = InvalidatedMembers.readingAndWriting(3)) {
      for (int i = 0; i < 30; i++) {
        members.cache(i % 3).put("k" + i, 1L);
      }

      members.leave(0);

      for (int i = 0; i < 30; i++) {
        members.cache(0).put("k" + i, 2L);
        assertThat(members.cache(1).get("k" + i)).isEqualTo(2L);
      }
    }
  }
}
