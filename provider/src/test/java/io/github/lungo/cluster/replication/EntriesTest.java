// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static java.util.Objects.requireNonNull;
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
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;
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

      assertThat(read(accessed, accessed.owners.get(0), key)).isNotNull();

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

  /** The clocks of the members have nothing to do with each other. */
  @Test
  void entries_ofAMemberThatJoined_haveAsLongToLiveAsElsewhere() {
    SimulatedOwners created = clusterWith(new CreatedExpiryPolicy(MINUTE));
    for (int i = 0; i < 15; i++) {
      put(created, "key" + i);
    }
    created.time.runFor(Duration.ofSeconds(20));
    Owner joined = created.join();
    created.rest();

    for (int i = 0; i < 15; i++) {
      Duration here = timeLeft(created, joined, "key" + i);
      Duration there = timeLeft(created, created.owners.get(0), "key" + i);
      assertThat(here).isCloseTo(there, Duration.ofMillis(100));
      assertThat(here).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
    }
  }

  private static Duration timeLeft(SimulatedOwners cluster, Owner owner, String key) {
    CachedValue entry = requireNonNull(read(cluster, owner, key));
    return Duration.ofNanos(entry.deadline() - owner.node.time().clock().nanos());
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

  private static @Nullable CachedValue read(SimulatedOwners cluster, Owner owner, String key) {
    CompletableFuture<Found> found = owner.cache.read(key, true);
    cluster.time.runUntil(found::isDone, LONG);
    return found.join().entry();
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
