// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.IndeterminateWriteException;
import io.github.lungo.LoadAt;
import io.github.lungo.cluster.jvms.Waiting;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;
import io.github.lungo.testing.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.cache.integration.CacheLoaderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers of the mode see, with threads and without faults. */
final class InvalidationEngineTest {
  private static final int ROUNDS = 1_000;
  private static final String KEY = "k";

  /** A write of a value that the source has already. */
  private interface Write {
    void apply(InvalidationEngine<String, Long> engine, long value);
  }

  static Stream<Arguments> writes() {
    return Stream.of(
        write("put", (engine, value) -> execute(engine, Put.of(value, Put.Kind.PUT))),
        write("remove", (engine, value) -> execute(engine, Remove.any(Remove.Kind.ANY))),
        write("replace", (engine, value) -> execute(engine, new Replace<>(null, value))),
        write("invoke", (engine, value) -> execute(engine, setting(value))),
        write("loadAll", (engine, value) -> {
          var unused = engine.loadAll(Set.of(KEY), keys -> Map.of(), true);
        }),
        write("putAll", (engine, value) -> {
          Map<String, Put<String, Long>> puts = new LinkedHashMap<>();
          puts.put(KEY, Put.of(value, Put.Kind.PUT));
          puts.put("other", Put.of(value, Put.Kind.PUT));
          engine.executeAll(puts).throwIfFailed();
        }),
        write("clear", (engine, value) -> engine.clear()),
        write("removeAll", (engine, value) -> engine.fenceLoads()));
  }

  private static Arguments write(String name, Write write) {
    return Arguments.of(name, write);
  }

  private static void execute(
      InvalidationEngine<String, Long> engine, EntryOperation<String, Long, ?> operation) {
    var unused = engine.execute(KEY, operation, outcome -> {});
  }

  private static Invoke<String, Long, Object> setting(long value) {
    return Invoke.of(
        (entry, arguments) -> {
          entry.setValue((Long) arguments[0]);
          return null;
        },
        value);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("writes")
  void write_noOlderValueOnOthers(String name, Write write) {
    try (EngineCluster cluster = new EngineCluster(3, EngineCluster.PATIENCE, true)) {
      for (long round = 1; round <= ROUNDS; round++) {
        int writer = (int) (round % 3);
        cluster.source.put(KEY, -round);
        for (int i = 0; i < 3; i++) {
          var unused = cluster.get(i, KEY);
        }
        cluster.source.put(KEY, round);
        write.apply(cluster.engines.get(writer), round);

        assertThat(cluster.get((writer + 1) % 3, KEY)).as("round %s", round).isEqualTo(round);
        if (!name.equals("removeAll")) { // who calls it removes its own entries next
          assertThat(cluster.get(writer, KEY)).as("round %s", round).isEqualTo(round);
        }
        cluster.engines.get(0).clear();
      }
    }
  }

  @Test
  void memberSilent_writeSaysWhoMayHoldWhatIsOld() {
    try (EngineCluster cluster = new EngineCluster(3, Duration.ofMillis(300), true)) {
      cluster.network.deafen(cluster.nodes.get(2));

      assertThatThrownBy(() -> execute(cluster.engines.get(0), Put.of(1L, Put.Kind.PUT)))
          .isInstanceOf(IndeterminateWriteException.class)
          .hasMessageContainingAll("'c'", "key k", "[n3]");
      assertThat(cluster.engines.get(0).read(KEY)).isEqualTo(1L);
    }
  }

  @Test
  void eventual_slowMember_isNotWaitedFor() {
    try (EngineCluster cluster = new EngineCluster(3, EngineCluster.PATIENCE, false)) {
      cluster.network.deafen(cluster.nodes.get(2));

      long before = System.nanoTime();
      execute(cluster.engines.get(0), Put.of(1L, Put.Kind.PUT));
      cluster.engines.get(0).clear();

      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isLessThan(EngineCluster.PATIENCE.dividedBy(2));
    }
  }

  @Test
  void eventual_othersHearSoon_thoughOneIsDeaf() {
    try (EngineCluster cluster = new EngineCluster(4, EngineCluster.PATIENCE, false)) {
      int written = 0;
      for (int i = 0; i < 50; i++) {
        String key = "k" + i;
        cluster.source.put(key, 1L);
        assertThat(cluster.get(1, key)).isEqualTo(1L);
        written++;
      }
      cluster.network.deafen(cluster.nodes.get(3));
      for (int i = 0; i < written; i++) {
        cluster.source.put("k" + i, 2L);
        var unused =
            cluster.engines.get(0).execute("k" + i, Put.of(2L, Put.Kind.PUT), outcome -> {});
      }

      assertThat(Stream.iterate(0, i -> i + 1).limit(written))
          .as("of keys whose primary is not deaf")
          .filteredOn(i -> !cluster.isPrimary(3, "k" + i))
          .hasSizeGreaterThan(20)
          .allSatisfy(i -> Waiting.until(
              Duration.ofSeconds(5),
              () -> cluster.engines.get(1).read("k" + i) == null,
              () -> "k" + i + " is still there"));
    }
  }

  @Test
  void eventual_memberWithTooMuchToHear_dropsAll() {
    try (EngineCluster cluster = new EngineCluster(3, EngineCluster.PATIENCE, false)) {
      for (int i = 0; i < 20; i++) {
        cluster.source.put("old" + i, 1L);
        assertThat(cluster.get(2, "old" + i)).isEqualTo(1L);
      }
      cluster.network.deafen(cluster.nodes.get(2));
      for (int i = 0; i < 20; i++) {
        execute(cluster.engines.get(0), "old" + i);
      }
      for (int i = 0; i < 3 * Broadcast.MOST_KEYS; i++) {
        execute(cluster.engines.get(0), "k" + i);
      }

      cluster.network.undeafen(cluster.nodes.get(2));

      Waiting.until(
          Duration.ofSeconds(10),
          () ->
              IntStream.range(0, 20).allMatch(i -> cluster.engines.get(2).read("old" + i) == null),
          () -> "something old is still there");
      assertThat(cluster.mostToTell()).isLessThanOrEqualTo(Broadcast.MOST_KEYS);
    }
  }

  private static void execute(InvalidationEngine<String, Long> engine, String key) {
    var unused = engine.execute(key, Put.of(2L, Put.Kind.PUT), outcome -> {});
  }

  @Test
  void loads_onceForTheCluster() {
    try (EngineCluster cluster = new EngineCluster(3, EngineCluster.PATIENCE, true)) {
      Map<String, Long> expected = new HashMap<>();
      for (long i = 0; i < 30; i++) {
        cluster.source.put("k" + i, i);
        expected.put("k" + i, i);
      }

      assertThat(cluster.engines.get(0).loadMissing(expected.keySet(), keys -> Map.of()))
          .isEqualTo(expected);
      assertThat(cluster.loads).hasValue(3);
    }
  }

  @Test
  void loaderOfOneCall_runsOnItsThread() {
    try (EngineCluster cluster = new EngineCluster(2, EngineCluster.PATIENCE, true)) {
      for (int i = 0; i < 20; i++) {
        Thread[] ran = new Thread[1];
        Object loaded = cluster.engines.get(0).loadWith("k" + i, key -> {
          ran[0] = Thread.currentThread();
          return 5L;
        });

        assertThat(loaded).isEqualTo(5L);
        assertThat(ran[0]).isSameAs(Thread.currentThread());
        assertThat(cluster.engines.get(0).read("k" + i)).isEqualTo(5L);
        assertThat(cluster.engines.get(1).read("k" + i)).isNull();
      }
      assertThat(cluster.loads).hasValue(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"value", "nothing", "failure"})
  void loadersOfManyCalls_oneRuns(String outcome) throws Exception {
    try (EngineCluster cluster = new EngineCluster(3, EngineCluster.PATIENCE, true)) {
      for (int i = 0; i < 20; i++) {
        String key = "k" + i;
        int asked = 3 * (i + 1);
        AtomicInteger runs = new AtomicInteger();
        List<Future<Object>> results = new ArrayList<>();
        for (int thread = 0; thread < 9; thread++) {
          var engine = cluster.engines.get(thread % 3);
          results.add(Threads.call(() -> engine.loadWith(key, wanted -> {
            runs.incrementAndGet();
            Waiting.until(
                Duration.ofSeconds(10), () -> cluster.asked() >= asked, () -> "not all asked");
            if (outcome.equals("failure")) {
              throw new IllegalStateException("the database is down");
            }
            return outcome.equals("value") ? 7L : null;
          })));
        }

        for (Future<Object> result : results) {
          switch (outcome) {
            case "value" -> assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo(7L);
            case "nothing" -> assertThat(result.get(20, TimeUnit.SECONDS)).isNull();
            default ->
              assertThatThrownBy(() -> result.get(20, TimeUnit.SECONDS))
                  .cause()
                  .isInstanceOf(CacheLoaderException.class)
                  .hasRootCauseMessage("the database is down");
          }
        }
        assertThat(runs.get()).as("a thread may come when the others have gone").isBetween(1, 9);
        if (outcome.equals("value")) {
          assertThat(runs).hasValue(1);
        }
      }
    }
  }

  @Test
  void loadAtCaller_membersLoadForEachOther() throws Exception {
    try (EngineCluster cluster =
        new EngineCluster(3, EngineCluster.PATIENCE, true, LoadAt.CALLER)) {
      Set<Integer> loading = ConcurrentHashMap.newKeySet();
      for (long i = 0; i < 20; i++) {
        String key = "k" + i;
        long asked = 3 * (i + 1);
        cluster.source.put(key, i);
        cluster.loading = (member, loaded) -> {
          loading.add(member);
          Waiting.until(
              Duration.ofSeconds(10), () -> cluster.asked() >= asked, () -> "not all asked");
        };
        List<Future<Long>> results = new ArrayList<>();
        for (int member = 0; member < 3; member++) {
          int from = member;
          results.add(Threads.call(() -> cluster.get(from, key)));
        }

        for (Future<Long> result : results) {
          assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo(i);
        }
      }
      assertThat(cluster.loads).hasValue(20);

      loading.clear();
      cluster.loading = (member, loaded) -> loading.add(member);
      for (long i = 100; i < 120; i++) {
        cluster.source.put("k" + i, i);
        assertThat(cluster.get(1, "k" + i)).isEqualTo(i);
      }
      assertThat(loading).as("who asks first").containsExactly(1);
    }
  }

  @Test
  void loadAtCaller_manyKeys_oneCallForEachPrimary() {
    try (EngineCluster cluster =
        new EngineCluster(3, EngineCluster.PATIENCE, true, LoadAt.CALLER)) {
      Map<String, Long> expected = new HashMap<>();
      for (long i = 0; i < 30; i++) {
        cluster.source.put("k" + i, i);
        expected.put("k" + i, i);
      }

      assertThat(cluster.engines.get(0).loadMissing(expected.keySet(), keys -> Map.of()))
          .isEqualTo(expected);
      assertThat(cluster.loads).hasValue(3);
    }
  }

  /** Out of a topology, a member is told of nothing. */
  @Test
  void memberThatMissedATopology_holdsNothing() {
    try (EngineCluster cluster = new EngineCluster(1, EngineCluster.PATIENCE, true)) {
      execute(cluster.engines.get(0), Put.of(1L, Put.Kind.PUT));

      cluster.skipTopology(0);

      assertThat(cluster.engines.get(0).read(KEY)).isNull();
    }
  }

  /** Those who come back were not heard when they wrote. */
  @Test
  void othersComeBackThatWereApart_everythingIsDropped() {
    try (EngineCluster cluster = new EngineCluster(1, EngineCluster.PATIENCE, true)) {
      execute(cluster.engines.get(0), Put.of(1L, Put.Kind.PUT));

      cluster.reunite(0);

      assertThat(cluster.engines.get(0).read(KEY)).isNull();
    }
  }

  @Test
  void processor_readsThroughThePrimary() {
    try (EngineCluster cluster = new EngineCluster(3, EngineCluster.PATIENCE, true)) {
      for (long i = 0; i < 20; i++) {
        String key = "k" + i;
        cluster.source.put(key, i);

        Object read = cluster
            .engines
            .get(0)
            .execute(key, Invoke.of((entry, arguments) -> entry.getValue()), outcome -> {})
            .result();

        assertThat(read).isEqualTo(i);
        assertThat(cluster.engines.get(0).read(key)).isEqualTo(i);
      }
      assertThat(cluster.loads).hasValue(20);
    }
  }

  @Test
  void loadAsync_comesFromThePrimary() {
    try (EngineCluster cluster = new EngineCluster(2, EngineCluster.PATIENCE, true)) {
      cluster.source.put(KEY, 1L);

      assertThat(cluster.engines.get(0).loadAsync(KEY, key -> 0L))
          .succeedsWithin(10, TimeUnit.SECONDS)
          .isEqualTo(1L);
    }
  }
}
