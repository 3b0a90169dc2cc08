// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.replication.SimulatedOwners.Owner;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.operation.Put;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Those who ask for a key when its loader has answered already, or bring what another primary has lent. */
final class LateCallersTest {
  private static final Duration LOAD = Duration.ofMillis(200);

  /** The value that was loaded waits for a put that waits for a backup: it will not become the entry. */
  @Test
  void load_whileWhatWasLoadedWaitsBehindAPut_bringsThePut() {
    SimulatedOwners cluster = new SimulatedOwners(
        1,
        SimulatedOwners.EVERYBODY,
        2,
        NetworkSettings.reliable(),
        Set.of(),
        time -> new SingleLoader(key -> {
          time.takeTime(LOAD);
          return 1L;
        }));
    Owner primary = cluster.primaryOf("k");
    Owner backup = cluster.others(primary, primary).get(0);
    CompletableFuture<Told> put = new CompletableFuture<>();
    CompletableFuture<Loaded> late = new CompletableFuture<>();
    CompletableFuture<Loaded> first = primary.cache.load("k");
    cluster.after(LOAD.dividedBy(2), () -> {
      cluster.network.cutOneWay(backup.node, primary.node);
      Primaries.passOn(SimulatedOwners.operate(primary, "k", Put.of(2L, Put.Kind.PUT)), put);
    });
    cluster.after(LOAD.multipliedBy(2), () -> {
      assertThat(put).isNotDone();
      Primaries.passOn(primary.cache.load("k"), late);
    });
    cluster.after(LOAD.multipliedBy(4), cluster.network::heal);

    cluster.await(put);
    assertThat(cluster.await(late).stored()).isEqualTo(2L);
    assertThat(cluster.await(first).stored()).isEqualTo(1L); // it asked before
    assertThat(cluster.read(backup, "k")).isEqualTo(2);
  }

  /** Both primaries lend for the first time: what the first one has lent is not taken for what the second one has. */
  @Test
  void bring_whatADeadPrimaryHasLent_isNotTakenForAnotherLoad() {
    SimulatedOwners cluster = new SimulatedOwners(
        1,
        SimulatedOwners.EVERYBODY,
        3,
        NetworkSettings.reliable(),
        Set.of(),
        time -> new SingleLoader(key -> null));
    Owner dead = cluster.primaryOf("k");
    List<Owner> left = cluster.others(dead, dead);
    Lent early = cluster.await(left.get(0).cache.lend("k", LoadManner.GET, true));
    cluster.network.crash(dead.node);
    cluster.rest();
    Lent late = cluster.await(left.get(1).cache.lend("k", LoadManner.GET, true));
    assertThat(List.of(early.isGranted(), late.isGranted())).containsOnly(true);

    assertThat(cluster
            .await(left.get(0).cache.bring("k", early.number(), 1L, null))
            .stored())
        .isEqualTo(1L);
    assertThat(
            cluster.await(left.get(1).cache.bring("k", late.number(), 2L, null)).stored())
        .isEqualTo(2L);
    assertThat(cluster.read(left.get(0), "k")).isEqualTo(2);
  }
}
