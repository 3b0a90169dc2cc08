// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.cluster.invalidation.AskedHere;
import io.github.lungo.cluster.jvms.Waiting;
import io.github.lungo.jcache.EngineOf;
import io.github.lungo.testing.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.integration.CacheLoaderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That a key is loaded once, however many threads of however many members ask for it at a time. */
@Timeout(120)
final class InvalidationLoadsIT {
  private static final int MEMBERS = 5;
  private static final int THREADS = 32;
  private static final Duration LOADING = Duration.ofMillis(200);

  /**
   * Returns what all threads of all members get; a loader begins to take its time when all of them wait.
   *
   * @param keys how many keys they ask for
   * @param atTheEnd what the loader does then, for each key
   */
  private static <T> List<Future<T>> callers(
      InvalidatedMembers members,
      int keys,
      Consumer<String> atTheEnd,
      Function<Cache<String, Long>, T> call) {
    members.awaitPrimaries();
    List<Thread> threads = new ArrayList<>();
    List<Future<T>> results = new ArrayList<>();
    for (Cache<String, Long> cache : members.caches()) {
      for (int i = 0; i < THREADS; i++) {
        FutureTask<T> result = new FutureTask<>(() -> call.apply(cache));
        Thread thread = new Thread(result, "caller");
        thread.setDaemon(true);
        threads.add(thread);
        results.add(result);
      }
    }
    Set<Thread> slow = ConcurrentHashMap.newKeySet();
    members.database.afterReading = key -> {
      if (slow.add(Thread.currentThread())) { // once, if it is to load many keys
        Waiting.until(
            Duration.ofSeconds(20),
            () -> threads.stream().allMatch(InvalidationLoadsIT::isWaiting)
                && asked(members) == (long) MEMBERS * keys,
            () -> "not all callers wait: " + asked(members) + " asked");
        LockSupport.parkNanos(LOADING.toNanos());
      }
      atTheEnd.accept(key);
    };
    threads.forEach(Thread::start);
    return results;
  }

  /** Returns how many keys primaries were asked for, once for each key by each member. */
  private static long asked(InvalidatedMembers members) {
    return members.caches().stream()
        .mapToLong(cache -> AskedHere.by(EngineOf.cache(cache)))
        .sum();
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  @Test
  void manyCallers_oneLoadAndAllGetTheValue() throws Exception {
    try (InvalidatedMembers members = InvalidatedMembers.reading(MEMBERS)) {
      members.database.rows.put("k", 7L);

      for (Future<Long> result : callers(members, 1, key -> {}, cache -> cache.get("k"))) {
        assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(7L);
      }

      assertThat(members.database.loads).hasValue(1);
    }
  }

  @Test
  void manyCallersOfNothing_oneLoad() throws Exception {
    try (InvalidatedMembers members = InvalidatedMembers.reading(MEMBERS)) {
      for (Future<Long> result : callers(members, 1, key -> {}, cache -> cache.get("k"))) {
        assertThat(result.get(30, TimeUnit.SECONDS)).isNull();
      }

      assertThat(members.database.loads).hasValue(1);
    }
  }

  @Test
  void manyCallersOfAFailure_oneLoadAndAllFail() {
    try (InvalidatedMembers members = InvalidatedMembers.reading(MEMBERS)) {
      Consumer<String> failing = key -> {
        throw new IllegalStateException("the database is down");
      };

      for (Future<Long> result : callers(members, 1, failing, cache -> cache.get("k"))) {
        assertThatThrownBy(() -> result.get(30, TimeUnit.SECONDS))
            .isInstanceOf(ExecutionException.class)
            .cause()
            .isInstanceOf(CacheLoaderException.class)
            .hasMessageContaining("'c'")
            .cause()
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("the database is down");
      }

      assertThat(members.database.loads).hasValue(1);
    }
  }

  @Test
  void manyCallersOfManyKeys_oneLoadOfEach() throws Exception {
    Set<String> keys = IntStream.range(0, 200).mapToObj(i -> "k" + i).collect(Collectors.toSet());
    try (InvalidatedMembers members = InvalidatedMembers.reading(MEMBERS)) {
      keys.forEach(key -> members.database.rows.put(key, (long) key.hashCode()));

      for (Future<Map<String, Long>> result :
          callers(members, keys.size(), key -> {}, cache -> cache.getAll(keys))) {
        assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(members.database.rows);
      }

      assertThat(members.database.loads).hasValue(200);
    }
  }

  @Test
  void memberThatLeavesWhileItLoads_itsCallersGetTheValue() throws Exception {
    try (InvalidatedMembers members = InvalidatedMembers.reading(3)) {
      Set<String> keys = IntStream.range(0, 60).mapToObj(i -> "k" + i).collect(Collectors.toSet());
      keys.forEach(key -> members.database.rows.put(key, 1L));
      members.database.afterReading = key -> LockSupport.parkNanos(2_000_000);
      Cache<String, Long> asking = members.cache(2);
      Future<Map<String, Long>> result = Threads.call(() -> asking.getAll(keys));
      Waiting.until(
          Duration.ofSeconds(10), () -> members.database.loads.get() > 0, () -> "no load");

      members.leave(0);

      assertThat(result.get(30, TimeUnit.SECONDS)).hasSize(60);
    }
  }
}
