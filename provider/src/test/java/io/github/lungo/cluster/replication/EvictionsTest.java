// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.replication.SimulatedOwners.Owner;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.entry.Version;
import io.github.lungo.local.Bound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.cache.expiry.EternalExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes for want of room, from all its owners, and what does not. */
final class EvictionsTest {
  private static final int EVERYBODY = SimulatedOwners.EVERYBODY;
  private static final int BOUND = 300;

  /** What a member holds of others' segments may be somewhat more than its part. */
  private static final long MOST = BOUND * 12 / 10;

  private static final Duration SOON = Duration.ofSeconds(10);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void put_beyondTheBound_holdsOnEveryMemberAndAllCopiesAgree(int copies) {
    SimulatedOwners cluster = cluster(copies, 3, BOUND, Set.of());

    fill(cluster, 0, 3_000);

    assertBounded(cluster);
    assertThat(cluster.evictions).isGreaterThan(1_500);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, EVERYBODY})
  void memberDies_othersTakeOverWhatItLed_boundHolds(int copies) {
    SimulatedOwners cluster = cluster(copies, 3, BOUND, Set.of());
    fill(cluster, 0, 1_000);
    cluster.network.crash(cluster.owners.get(1).node);
    cluster.rest();

    assertBounded(cluster);
    fill(cluster, 1_000, 2_000);
    assertBounded(cluster);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void memberLeavesAndAnotherJoins_boundHolds(int copies) {
    SimulatedOwners cluster = cluster(copies, 3, BOUND, Set.of());
    fill(cluster, 0, 1_000);
    Owner leaver = cluster.owners.get(2);
    cluster.leave(leaver.node);
    cluster.time.runUntil(leaver.node::isEnded, SOON);
    cluster.rest();
    assertBounded(cluster);

    Owner joined = cluster.join();
    cluster.rest();
    assertBounded(cluster);
    fill(cluster, 1_000, 2_000);
    assertBounded(cluster);
    assertThat(KeptHere.by(joined.cache).versions(true)).isNotEmpty();
  }

  @Test
  void forgetsResidents() {
    assertThat(isOverfullAfterTakeover(Set.of())).isFalse();
    assertThat(isOverfullAfterTakeover(Set.of(ReplicationFault.FORGETS_RESIDENTS)))
        .isTrue();
  }

  private static boolean isOverfullAfterTakeover(Set<ReplicationFault> mistakes) {
    SimulatedOwners cluster = cluster(2, 3, BOUND, mistakes);
    fill(cluster, 0, 1_000);
    cluster.network.crash(cluster.owners.get(1).node);
    cluster.rest();
    fill(cluster, 1_000, 2_000);
    cluster.time.runFor(Duration.ofSeconds(5));
    return cluster.owners.stream().anyMatch(owner -> size(owner) > MOST);
  }

  /** A backup goes on showing what was evicted, and what comes after that it may not even hear of. */
  @Test
  void evictsAlone() {
    assertThat(isReadAfterRemoval(Set.of())).isFalse();
    assertThat(isReadAfterRemoval(Set.of(ReplicationFault.EVICTS_ALONE))).isTrue();
  }

  private static boolean isReadAfterRemoval(Set<ReplicationFault> mistakes) {
    SimulatedOwners cluster = cluster(EVERYBODY, 2, 2, mistakes);
    Owner primary = cluster.owners.get(0);
    Owner backup = cluster.owners.get(1);
    List<String> keys = ledBy(primary, 5);
    keys.forEach(key -> cluster.put(primary, key, 1));
    cluster.time.runFor(Duration.ofSeconds(1));
    keys.forEach(key -> cluster.remove(primary, key));
    cluster.time.runFor(Duration.ofSeconds(1));
    return keys.stream().anyMatch(key -> cluster.read(backup, key) != null);
  }

  /** The write has its turn first; what was chosen is not there any more. */
  @Test
  void eviction_keyIsBeingWritten_leavesTheNewEntry() {
    SimulatedOwners cluster = cluster(EVERYBODY, 2, 100, Set.of());
    Owner primary = cluster.owners.get(0);
    Owner backup = cluster.owners.get(1);
    String key = ledBy(primary, 1).get(0);
    cluster.put(primary, key, 1);
    cluster.network.cutOneWay(primary.node, backup.node);
    CompletableFuture<Told> write = cluster.begin(primary, key, 2);
    cluster.time.runFor(Duration.ofMillis(5));

    primary.cache.capacity().resize(0);
    primary.cache.capacity().resize(100);
    cluster.network.heal();
    cluster.await(write);
    cluster.time.runFor(Duration.ofSeconds(1));

    assertThat(cluster.read(primary, key)).isEqualTo(2);
    assertThat(cluster.read(backup, key)).isEqualTo(2);
    assertThat(cluster.evictions).isZero();
  }

  /** The next primary ends what the former one had begun: the entry is there for all or for nobody. */
  @Test
  void eviction_primaryDiesMeanwhile_isThereForAllOrNobody() {
    for (long seed = 0; seed < 20; seed++) {
      SimulatedOwners cluster = cluster(seed, EVERYBODY, 3, 30, Set.of());
      Owner primary = cluster.owners.get(1);
      List<String> keys = ledBy(primary, 10);
      keys.forEach(key -> cluster.put(primary, key, 1));
      cluster.network.cutOneWay(primary.node, cluster.owners.get((int) (seed % 2) * 2).node);
      primary.cache.capacity().resize(1);
      cluster.time.runFor(Duration.ofMillis(seed));
      cluster.network.crash(primary.node);
      cluster.network.heal();
      cluster.rest();
      cluster.time.runFor(Duration.ofSeconds(1));

      for (String key : keys) {
        assertThat(cluster.read(cluster.owners.get(0), key))
            .as("seed %d", seed)
            .isEqualTo(cluster.read(cluster.owners.get(1), key));
      }
      assertThat(cluster.copiesThatDiffer()).as("seed %d", seed).isEmpty();
    }
  }

  /** Whoever comes to keep a segment while entries leave it keeps no more than the others. */
  @Test
  void eviction_duringATransfer_leavesNothingBehind() {
    for (long seed = 0; seed < 4; seed++) {
      SimulatedOwners cluster = cluster(seed, EVERYBODY, 2, 200, Set.of());
      fill(cluster, 0, 200);
      Owner joiner = cluster.join();
      cluster.time.runUntil(() -> joiner.topology != null, SOON);
      for (Owner owner : cluster.owners) {
        owner.cache.capacity().resize(20);
      }
      cluster.rest();
      cluster.time.runFor(Duration.ofSeconds(2));

      assertThat(cluster.copiesThatDiffer()).as("seed %d", seed).isEmpty();
      assertThat(size(joiner)).as("seed %d", seed).isLessThanOrEqualTo(20 + 3);
    }
  }

  @Test
  void clearAndRemoval_makeRoom() {
    SimulatedOwners cluster = cluster(EVERYBODY, 2, 100, Set.of());
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 40; i++) {
        cluster.put(cluster.owners.get(0), "k" + round + "," + i, 1);
      }
      if (round == 1) {
        cluster.await(cluster.owners.get(0).cache.clear());
      } else {
        for (int i = 0; i < 40; i++) {
          cluster.remove(cluster.owners.get(0), "k" + round + "," + i);
        }
      }
    }
    cluster.time.runFor(Duration.ofSeconds(1));

    assertThat(cluster.evictions).isZero();
    assertThat(cluster.owners).allMatch(owner -> size(owner) == 0);
  }

  /** The version of a new entry exceeds that of the one that has gone, also at members that have forgotten it. */
  @Test
  void put_afterAnEviction_hasANewerVersion() {
    SimulatedOwners cluster = cluster(EVERYBODY, 2, 100, Set.of());
    Owner primary = cluster.owners.get(0);
    String key = ledBy(primary, 1).get(0);
    cluster.put(primary, key, 1);
    Version evicted = version(primary, key);
    primary.cache.capacity().resize(0);
    cluster.time.runFor(Duration.ofSeconds(1));
    assertThat(cluster.read(cluster.owners.get(1), key)).isNull();
    primary.cache.capacity().resize(100);

    cluster.put(cluster.owners.get(1), key, 2);
    cluster.time.runFor(Duration.ofSeconds(1));

    for (Owner owner : cluster.owners) {
      assertThat(version(owner, key).isNewerThan(evicted)).isTrue();
    }
  }

  private static Version version(Owner owner, String key) {
    Map<String, Version> all = new HashMap<>(KeptHere.by(owner.cache).versions(true));
    all.putAll(KeptHere.by(owner.cache).versions(false));
    return Objects.requireNonNull(all.get(key));
  }

  /** Weights are summed up, an entry that is too heavy goes at once, and one that cannot be weighed is not stored. */
  @ParameterizedTest
  @ValueSource(ints = {2, EVERYBODY})
  void put_beyondTheWeight_holdsOnEveryMember(int copies) {
    SimulatedOwners cluster = new SimulatedOwners(
        1,
        copies,
        3,
        NetworkSettings.reliable(),
        Set.of(),
        new EternalExpiryPolicy(),
        SimulatedOwners.PLAIN_LOADS,
        time -> null,
        new Bound(OptionalLong.empty(), OptionalLong.of(BOUND)));
    fill(cluster, 0, 1_000);

    for (Owner owner : cluster.owners) {
      assertThat(owner.cache.capacity().weightedSize().orElseThrow()).isBetween(100L, MOST);
    }
    CompletableFuture<Told> tooLight = cluster.begin(cluster.owners.get(0), "k", -1);
    cluster.time.runUntil(tooLight::isDone, SOON);
    assertThat(tooLight).isCompletedExceptionally();
    assertThat(cluster.read(cluster.owners.get(0), "k")).isNull();
  }

  private static void assertBounded(SimulatedOwners cluster) {
    cluster.time.runFor(Duration.ofSeconds(5));
    for (Owner owner : cluster.owners) {
      assertThat(size(owner)).isBetween(BOUND / 2L, MOST);
    }
    assertThat(cluster.copiesThatDiffer()).isEmpty();
  }

  private static long size(Owner owner) {
    return owner.cache.capacity().estimatedSize();
  }

  private static void fill(SimulatedOwners cluster, int from, int to) {
    List<CompletableFuture<Told>> puts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      puts.add(cluster.begin(cluster.owners.get(i % cluster.owners.size()), "k" + i, i));
      if (i % 20 == 0) {
        puts.forEach(cluster::await);
        puts.clear();
      }
    }
    puts.forEach(cluster::await);
  }

  private static List<String> ledBy(Owner primary, int number) {
    return IntStream.range(0, 10_000)
        .mapToObj(i -> "k" + i)
        .filter(key -> Objects.requireNonNull(primary.cache.topology())
            .primaryOf(new StableHash("c").segmentOf(key))
            .equals(primary.node.id()))
        .limit(number)
        .toList();
  }

  private static SimulatedOwners cluster(
      int copies, int members, int bound, Set<ReplicationFault> mistakes) {
    return cluster(1, copies, members, bound, mistakes);
  }

  private static SimulatedOwners cluster(
      long seed, int copies, int members, int bound, Set<ReplicationFault> mistakes) {
    return new SimulatedOwners(
        seed,
        copies,
        members,
        NetworkSettings.reliable(),
        mistakes,
        new EternalExpiryPolicy(),
        SimulatedOwners.PLAIN_LOADS,
        time -> null,
        new Bound(OptionalLong.of(bound), OptionalLong.empty()));
  }
}
