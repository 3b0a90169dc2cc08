// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.replication.Reads.Found;
import io.github.lungo.cluster.replication.SimulatedOwners.Owner;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.operation.Put;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import org.junit.jupiter.api.Test;

/** What members see that go through the entries. */
final class EntriesTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final javax.cache.expiry.Duration MINUTE =
      new javax.cache.expiry.Duration(TimeUnit.MINUTES, 1);

  private final SimulatedOwners cluster = clusterWith(new EternalExpiryPolicy());

  /** The other owners hold the update then, and do not know yet that it is settled. */
  @Test
  void entries_rightAfterAPut_containsItOnEveryMember() {
    for (int i = 0; i < 30; i++) {
      String key = "key" + i;

      put(cluster, key);

      for (Owner owner : cluster.owners) {
        assertThat(entries(cluster, owner, key)).extracting(Map.Entry::getKey).contains(key);
      }
    }
  }

  /** Its primary alone knows that. */
  @Test
  void entries_accessPostponedTheExpiry_containThePostponedDeadlineOnEveryMember() {
    SimulatedOwners accessed = clusterWith(new AccessedExpiryPolicy(MINUTE));
    for (int i = 0; i < 10; i++) {
      String key = "key" + i;
      put(accessed, key);
      accessed.time.runFor(Duration.ofSeconds(50));

      read(accessed, key);

      for (Owner owner : accessed.owners) {
        long now = owner.node.time().clock().nanos();
        assertThat(entries(accessed, owner, key))
            .filteredOn(entry -> entry.getKey().equals(key))
            .allSatisfy(entry -> assertThat(Duration.ofNanos(entry.getValue().deadline() - now))
                .isGreaterThan(Duration.ofSeconds(50)))
            .hasSize(1);
      }
    }
  }

  private static SimulatedOwners clusterWith(ExpiryPolicy policy) {
    return new SimulatedOwners(
        1,
        SimulatedOwners.EVERYBODY,
        3,
        NetworkSettings.reliable(),
        Set.of(),
        policy,
        time -> null);
  }

  private static void read(SimulatedOwners cluster, String key) {
    CompletableFuture<Found> found = cluster.owners.get(0).cache.read(key, true);
    cluster.time.runUntil(found::isDone, LONG);
    assertThat(found.join().entry()).isNotNull();
  }

  private static void put(SimulatedOwners cluster, String key) {
    Owner caller = cluster.owners.get(0);
    CompletableFuture<Told> told =
        caller.cache.operate(key, Put.of(1L, Put.Kind.PUT), caller.node.time().pool());
    cluster.time.runUntil(told::isDone, LONG);
  }

  private static List<Map.Entry<String, CachedValue>> entries(
      SimulatedOwners cluster, Owner owner, String key) {
    CompletableFuture<List<Map.Entry<String, CachedValue>>> entries =
        owner.cache.entries(new StableHash("c").segmentOf(key));
    cluster.time.runUntil(entries::isDone, LONG);
    return entries.join();
  }
}
