// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.CacheMode;
import io.github.lungo.LungoCache;
import io.github.lungo.cluster.jvms.Waiting;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users of members see that keep their entries together. */
@Timeout(120)
final class OwnersScenariosIT {
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final int KEYS = 50;

  @ParameterizedTest
  @EnumSource(names = {"REPLICATED", "PARTITIONED"})
  void entries_writtenAnywhere_areReadRightEverywhere(CacheMode mode) {
    try (OwningMembers members = OwningMembers.reading(mode, 3, UnaryOperator.identity())) {
      for (long i = 0; i < KEYS; i++) {
        members.cache(0).put("k" + i, i);
        assertAllRead(members, "k" + i, i);
      }
      for (long i = 0; i < KEYS; i++) {
        members.cache(1).put("k" + i, -i);
        assertAllRead(members, "k" + i, -i);
      }
      assertThat(members.database.loads).hasValue(0);
      for (int i = 0; i < KEYS; i++) {
        members.cache(0).remove("k" + i);
        for (Cache<String, Long> cache : members.caches()) {
          assertThat(cache.containsKey("k" + i)).isFalse();
        }
      }
    }
  }

  private static void assertAllRead(OwningMembers members, String key, long value) {
    for (Cache<String, Long> cache : members.caches()) {
      assertThat(cache.get(key)).as(key).isEqualTo(value);
    }
  }

  /** The newcomer asks no loader. */
  @ParameterizedTest
  @EnumSource(names = {"REPLICATED", "PARTITIONED"})
  void entriesWithALifeTime_memberJoins_areThereAtOnce(CacheMode mode) {
    try (OwningMembers members = OwningMembers.reading(
        mode,
        1,
        builder -> builder.expiry(CreatedExpiryPolicy.factoryOf(
            new javax.cache.expiry.Duration(TimeUnit.SECONDS, 60))))) {
      for (long i = 0; i < 15; i++) {
        members.cache(0).put("k" + i, i);
      }
      Cache<String, Long> joined = members.join();
      long start = System.nanoTime();

      for (long i = 0; i < 15; i++) {
        assertThat(joined.get("k" + i)).isEqualTo(i);
      }

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      assertThat(members.database.loads).hasValue(0);
    }
  }

  /** No lambda of Java's is sent anywhere unless it is Serializable; all add up all the same. */
  @ParameterizedTest
  @EnumSource(names = {"REPLICATED", "PARTITIONED"})
  void invoke_lambdasOnAllMembers_addUp(CacheMode mode) throws Exception {
    try (OwningMembers members = OwningMembers.reading(mode, 3, UnaryOperator.identity())) {
      EntryProcessor<String, Long, Long> plain = (entry, arguments) -> {
        long sum = (entry.exists() ? entry.getValue() : 0) + (Long) arguments[0];
        entry.setValue(sum);
        return sum;
      };
      ExecutorService threads = Executors.newFixedThreadPool(6);
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Cache<String, Long> cache = members.cache(i % 3);
        calls.add(threads.submit(() -> {
          for (int n = 0; n < 50; n++) {
            cache.invoke("sum" + n % 3, plain, 1L);
          }
        }));
      }
      for (Future<?> call : calls) {
        call.get();
      }
      threads.shutdownNow();

      for (Cache<String, Long> cache : members.caches()) {
        long sum = IntStream.range(0, 3).mapToLong(n -> cache.get("sum" + n)).sum();
        assertThat(sum).isEqualTo(300);
      }
    }
  }

  /** A serializable lambda is executed at the primary, whichever that is. */
  @ParameterizedTest
  @EnumSource(names = {"REPLICATED", "PARTITIONED"})
  void invoke_serializableLambda_works(CacheMode mode) {
    try (OwningMembers members = OwningMembers.reading(mode, 2, UnaryOperator.identity())) {
      for (int i = 0; i < 20; i++) {
        String key = "k" + i;
        Object answer = members.cache(i % 2).invoke(key, (EntryProcessor<String, Long, Object>
                & Serializable)
            (entry, arguments) -> {
              entry.setValue(7L);
              return "done";
            });
        assertThat(answer).isEqualTo("done");
        assertAllRead(members, key, 7);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REPLICATED", "PARTITIONED"})
  void invoke_lambdaThrows_failsAndChangesNothing(CacheMode mode) {
    try (OwningMembers members = OwningMembers.reading(mode, 2, UnaryOperator.identity())) {
      for (int i = 0; i < 10; i++) {
        String key = "k" + i;
        members.cache(0).put(key, 1L);
        assertThatThrownBy(() -> members.cache(1).invoke(key, (entry, arguments) -> {
              entry.setValue(2L);
              throw new EntryProcessorException("not now");
            }))
            .isInstanceOf(EntryProcessorException.class)
            .hasMessage("not now");
        assertAllRead(members, key, 1);
      }
    }
  }

  /** More than one message between members holds. */
  @ParameterizedTest
  @EnumSource(names = {"REPLICATED", "PARTITIONED"})
  void bulkCalls_ofMuch_areComplete(CacheMode mode) {
    try (OwningMembers members = OwningMembers.reading(mode, 3, UnaryOperator.identity())) {
      Cache<String, String> first = members.createTexts(0);
      Cache<String, String> second = members.createTexts(1);
      String large = "x".repeat(500_000);
      Map<String, String> all =
          IntStream.range(0, 60).boxed().collect(Collectors.toMap(i -> "k" + i, i -> large + i));

      first.putAll(all);

      assertThat(second.getAll(all.keySet())).isEqualTo(all);
      assertThat(members.createTexts(2).getAll(all.keySet())).isEqualTo(all);
      assertThat(second.getAndPut("k1", large)).isEqualTo(large + 1);
      second.removeAll(Set.of("k1", "k2"));
      assertThat(first.getAll(Set.of("k1", "k2"))).isEmpty();
    }
  }

  /** A load that began before removeAll was called is not there after it. */
  @ParameterizedTest
  @EnumSource(names = {"REPLICATED", "PARTITIONED"})
  void removeAll_whileAKeyIsLoaded_leavesNothing(CacheMode mode) throws Exception {
    try (OwningMembers members = OwningMembers.reading(mode, 2, UnaryOperator.identity())) {
      ExecutorService threads = Executors.newSingleThreadExecutor();
      for (int i = 0; i < 10; i++) {
        String key = "k" + i;
        members.database.rows.put(key, 1L);
        Latches latches = new Latches();
        members.database.afterReading = read -> latches.reached();
        Future<Long> load = threads.submit(() -> members.cache(0).get(key));
        latches.awaitReached();
        members.database.afterReading = read -> {};
        members.database.rows.put(key, 2L);

        members.cache(1).removeAll();
        latches.goOn();

        assertThat(load.get()).isEqualTo(1);
        assertAllRead(members, key, 2);
      }
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REPLICATED", "PARTITIONED"})
  void loads_moreThanTheCacheMayRunAtOnce_waitTheirTurn(CacheMode mode) throws Exception {
    try (OwningMembers members =
        OwningMembers.reading(mode, 1, builder -> builder.maximumConcurrentLoads(2))) {
      AtomicInteger running = new AtomicInteger();
      Set<Integer> seen = ConcurrentHashMap.newKeySet();
      members.database.afterReading = key -> {
        seen.add(running.incrementAndGet());
        LockSupport.parkNanos(20_000_000);
        running.decrementAndGet();
      };
      ExecutorService threads = Executors.newFixedThreadPool(8);
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        String key = "k" + i;
        calls.add(threads.submit(() -> members.cache(0).get(key)));
      }
      for (Future<?> call : calls) {
        call.get();
      }
      threads.shutdownNow();

      assertThat(seen).containsOnly(1, 2);
    }
  }

  /** Members that have just met move primaries about, which keeps some values that are brought from being stored. */
  private static void awaitPrimaries(OwningMembers members) {
    List<String> keys = IntStream.range(0, 200).mapToObj(i -> "early" + i).toList();
    Waiting.until(
        LONG,
        () -> {
          keys.forEach(key -> LungoCache.of(members.cache(0)).get(key, same -> 1L));
          boolean areStored = keys.stream().allMatch(members.cache(1)::containsKey);
          members.cache(0).removeAll();
          return areStored;
        },
        () -> "not all values are stored");
  }

  /** The value of a loader that one call brings is stored for all. */
  @ParameterizedTest
  @EnumSource(names = {"REPLICATED", "PARTITIONED"})
  void get_withALoaderOfItsOwn_isStoredForAll(CacheMode mode)
      throws ExecutionException, InterruptedException {
    try (OwningMembers members = OwningMembers.reading(mode, 2, UnaryOperator.identity())) {
      awaitPrimaries(members);
      for (int i = 0; i < 20; i++) {
        String key = "k" + i;
        Long loaded = LungoCache.of(members.cache(i % 2)).get(key, same -> 9L);

        assertThat(loaded).isEqualTo(9);
        assertAllRead(members, key, 9);
      }
      assertThat(members.database.loads).hasValue(0);
    }
  }
}
