// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.replication.SimulatedOwners.Owner;
import io.github.lungo.cluster.simulation.Delays;
import io.github.lungo.cluster.simulation.NetworkSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That members which keep nothing of a segment any more keep nothing of it. */
final class FormerOwnersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void joins_whileOthersWrite_leaveNothingBehind(int copies) {
    SimulatedOwners cluster = new SimulatedOwners(
        1,
        copies,
        3,
        NetworkSettings.reliable()
            .withFrames(
                new Delays(Duration.ofNanos(50_000), Duration.ofMillis(2), 0, Duration.ZERO)),
        Set.of());
    List<CompletableFuture<Told>> puts = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      Owner joiner = cluster.join();
      for (int i = 0; joiner.topology == null || !cluster.isSettled(); i++) {
        for (Owner caller : cluster.owners) {
          for (int j = 0; caller.isUsable() && j < 10; j++) {
            puts.add(cluster.begin(caller, "k" + (i * 10 + j) % 500, i));
          }
        }
        cluster.time.runFor(Duration.ofMillis(1));
      }
    }
    puts.forEach(cluster::await);

    cluster.time.runFor(Seats.FORMER_OWNERS_PATIENCE.multipliedBy(2));

    for (Owner owner : cluster.owners) {
      for (Seat<String, Long> seat : owner.cache.seats().all()) {
        if (!seat.standing().isOwner()) {
          assertThat(seat.segment().keys())
              .as("segment %s at %s", seat.segment().number(), owner.node)
              .isEmpty();
        }
      }
    }
  }
}
