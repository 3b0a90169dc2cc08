// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.IndeterminateWriteException;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
  void eventual_writeDoesNotWait() {
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
  void loaderOfOneCall_runsHere() {
    try (EngineCluster cluster = new EngineCluster(2, EngineCluster.PATIENCE, true)) {
      for (int i = 0; i < 20; i++) {
        assertThat(cluster.engines.get(0).loadWith("k" + i, key -> 5L)).isEqualTo(5L);
      }
      assertThat(cluster.loads).hasValue(0);
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
