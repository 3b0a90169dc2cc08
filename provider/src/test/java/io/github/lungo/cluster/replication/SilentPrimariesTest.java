// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.cluster.replication.SimulatedOwners.Owner;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.operation.UnansweredException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.expiry.EternalExpiryPolicy;
import org.junit.jupiter.api.Test;

/** How long a caller waits for the acknowledgement of a primary that is to load, in virtual time. */
final class SilentPrimariesTest {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration SLOW = PATIENCE.multipliedBy(3);

  private final AtomicInteger runs = new AtomicInteger();

  private SimulatedOwners cluster(Duration patience, Duration load) {
    LoadSettings plain = SimulatedOwners.PLAIN_LOADS;
    return new SimulatedOwners(
        1,
        2,
        3,
        NetworkSettings.reliable(),
        Set.of(),
        new EternalExpiryPolicy(),
        new LoadSettings(plain.at(), plain.resilience(), plain.bound(), plain.timeout(), patience),
        time -> new SingleLoader(key -> {
          runs.incrementAndGet();
          time.takeTime(load);
          return 7L;
        }));
  }

  private static Owner another(SimulatedOwners cluster, Owner primary) {
    return cluster.others(primary, primary).get(0);
  }

  private static void assertUnanswered(SimulatedOwners cluster, CompletableFuture<?> call) {
    long begin = cluster.time.nanos();
    assertThatThrownBy(() -> cluster.await(call)).hasCauseInstanceOf(UnansweredException.class);
    assertThat(Duration.ofNanos(cluster.time.nanos() - begin))
        .isBetween(PATIENCE, PATIENCE.plusMillis(100));
  }

  @Test
  void load_primarySilent_endsInTime() {
    SimulatedOwners cluster = cluster(PATIENCE, Duration.ZERO);
    Owner primary = cluster.primaryOf("k");
    Owner caller = another(cluster, primary);
    cluster.network.cut(caller.node, primary.node);

    assertUnanswered(cluster, caller.cache.load("k"));
    assertUnanswered(cluster, caller.cache.lend("k", LoadManner.GET, true));

    cluster.network.heal();
    assertThat(cluster.get(caller, "k")).isEqualTo(7L);
  }

  @Test
  void load_slowerThanAnyAcknowledgement_isWaitedFor() {
    SimulatedOwners cluster = cluster(PATIENCE, SLOW);

    assertThat(cluster.get(another(cluster, cluster.primaryOf("k")), "k")).isEqualTo(7L);
    assertThat(runs).hasValue(1);
  }

  /** The new primary has as long to acknowledge as the old one had, and is asked as soon as it is known. */
  @Test
  void load_primaryDiesWhileItLoads_isAskedOfTheNext() {
    SimulatedOwners cluster = cluster(Duration.ofSeconds(20), Duration.ofSeconds(25));
    Owner primary = cluster.primaryOf("k");
    CompletableFuture<Loaded> load = another(cluster, primary).cache.load("k");
    cluster.after(Duration.ofSeconds(24), () -> cluster.network.crash(primary.node));

    assertThat(cluster.await(load).stored()).isEqualTo(7L);
    assertThat(runs).hasValue(2);
  }

  @Test
  void loadAll_oneOfThePrimariesSilent_bringsWhatTheOthersHave() {
    SimulatedOwners cluster = cluster(PATIENCE, Duration.ZERO);
    Owner silent = cluster.owners.get(1);
    Owner caller = cluster.owners.get(0);
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      keys.add("k" + i);
    }
    cluster.network.cut(caller.node, silent.node);
    cluster.after(
        PATIENCE.multipliedBy(2), cluster.network::heal); // as the caller's backup it is waited for

    Map<String, Loaded> loaded = cluster.await(caller.cache.loadAll(keys, LoadManner.GET));

    List<String> left = keys.stream().filter(key -> !loaded.containsKey(key)).toList();
    assertThat(left).isNotEmpty().allMatch(key -> cluster.primaryOf(key) == silent);
    assertThat(loaded.keySet()).isNotEmpty().allMatch(key -> cluster.primaryOf(key) != silent);
  }
}
