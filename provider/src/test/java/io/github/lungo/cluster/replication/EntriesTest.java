// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.replication.SimulatedOwners.Owner;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.operation.Put;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What members see that go through the entries. */
final class EntriesTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private final SimulatedOwners cluster =
      new SimulatedOwners(1, SimulatedOwners.EVERYBODY, 3, NetworkSettings.reliable(), Set.of());

  /** The other owners hold the update then, and do not know yet that it is settled. */
  @Test
  void entries_rightAfterAPut_containsItOnEveryMember() {
    for (int i = 0; i < 30; i++) {
      String key = "key" + i;

      put(key);

      for (Owner owner : cluster.owners) {
        assertThat(entries(owner, key)).extracting(Map.Entry::getKey).contains(key);
      }
    }
  }

  private void put(String key) {
    Owner caller = cluster.owners.get(0);
    CompletableFuture<Told> told =
        caller.cache.operate(key, Put.of(1L, Put.Kind.PUT), caller.node.time().pool());
    cluster.time.runUntil(told::isDone, LONG);
  }

  private List<Map.Entry<String, CachedValue>> entries(Owner owner, String key) {
    CompletableFuture<List<Map.Entry<String, CachedValue>>> entries =
        owner.cache.entries(new StableHash("c").segmentOf(key));
    cluster.time.runUntil(entries::isDone, LONG);
    return entries.join();
  }
}
