// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.replication.SimulatedOwners.Owner;
import io.github.lungo.cluster.simulation.Delays;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That nothing survives its removal, however late messages come. */
final class RemovalsTest {
  private static final int KEYS = 10_000;
  private static final int AT_ONCE = 500;
  private static final NetworkSettings LATE = NetworkSettings.reliable()
      .withFrames(
          new Delays(Duration.ofNanos(50_000), Duration.ofMillis(2), 0.2, Duration.ofMillis(300)))
      .withFaultyFrames(0.01, 0.05);

  @ParameterizedTest
  @ValueSource(ints = {2, SimulatedOwners.EVERYBODY})
  void putAndRemoveAtOnce_deliveryHeldBack_nothingSurvives(int copies) {
    Random random = new Random(copies);
    SimulatedOwners cluster = new SimulatedOwners(copies, copies, 3, LATE, Set.of());
    for (int first = 0; first < KEYS; first += AT_ONCE) {
      List<CompletableFuture<Told>> removed = new ArrayList<>();
      for (int i = first; i < first + AT_ONCE; i++) {
        String key = "k" + i;
        Owner remover = cluster.owners.get(random.nextInt(3));
        removed.add(SimulatedOwners.operate(
                cluster.owners.get(random.nextInt(3)), key, Put.of(1L, Put.Kind.PUT))
            .thenCompose(
                put -> SimulatedOwners.operate(remover, key, Remove.any(Remove.Kind.ANY))));
      }
      removed.forEach(cluster::await);
      for (int i = first; i < first + AT_ONCE; i++) {
        Owner reader = cluster.owners.get(random.nextInt(3));
        assertThat(cluster.read(reader, "k" + i))
            .as("copies %s, key %s", copies, i)
            .isNull();
      }
    }
    cluster.time.runFor(Duration.ofMinutes(1));
    for (Owner owner : cluster.owners) {
      for (int i = 0; i < KEYS; i++) {
        assertThat(cluster.read(owner, "k" + i))
            .as("copies %s, key %s", copies, i)
            .isNull();
      }
    }
  }
}
