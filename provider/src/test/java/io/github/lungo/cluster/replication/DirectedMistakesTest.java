// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.SegmentOwners;
import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.replication.SimulatedOwners.Owner;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.Version;
import io.github.lungo.local.Residency;
import io.github.lungo.operation.Remove;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * For each mistake that the protocol can be made to make, the shortest course of events in which it matters: what is right
 * without it is wrong with it.
 */
final class DirectedMistakesTest {
  private static final StableHash HASH = new StableHash("c");
  private static final int EVERYBODY = SimulatedOwners.EVERYBODY;
  private static final int SEEDS = 10;
  private static final Duration SOON = Duration.ofSeconds(10);

  /** An owner that is still being sent the segment is asked for an entry that has not come yet. */
  @Test
  void readsWhileIncomplete() {
    assertThat(readAtJoiner(Set.of())).isEqualTo(1);
    assertThat(readAtJoiner(Set.of(ReplicationFault.READS_WHILE_INCOMPLETE))).isNull();
  }

  private static @Nullable Long readAtJoiner(Set<ReplicationFault> mistakes) {
    SimulatedOwners cluster = cluster(EVERYBODY, 2, mistakes);
    cluster.put(cluster.owners.get(0), "k", 1);
    Owner joiner = cluster.join();
    cluster.time.runUntil(() -> joiner.topology != null, SOON);
    assertThat(ownersOf("k", joiner).complete()).doesNotContain(joiner.node.id());

    return cluster.read(joiner, "k");
  }

  /** The caller's member hears nothing of what the primary did, as the primary died; it asks the next one for the same. */
  @Test
  void forgetsCalls() {
    assertThat(addedByRepeatedCall(Set.of())).isEqualTo(1);
    assertThat(addedByRepeatedCall(Set.of(ReplicationFault.FORGETS_CALLS))).isEqualTo(2);
  }

  private static @Nullable Long addedByRepeatedCall(Set<ReplicationFault> mistakes) {
    SimulatedOwners cluster = cluster(2, 3, mistakes);
    Owner caller = cluster.owners.get(0);
    String key = keyWhere(caller, owners -> !owners.nodes().contains(caller.node.id()));
    Owner primary = cluster.primaryOf(key);
    Owner backup = cluster.others(caller, primary).get(0);
    cluster.network.cutOneWay(primary.node, caller.node);
    CompletableFuture<Told> call = cluster.add(caller, key, 1);
    cluster.time.runUntil(() -> backup.cache.capacity().estimatedSize() > 0, SOON);
    cluster.network.crash(primary.node);
    cluster.await(call);

    return cluster.read(caller, key);
  }

  /** A primary dies while one of two others holds its update; the next one shows it, and dies before the third one has it. */
  @Test
  void adoptsBeforeReplicating() {
    assertThat(isTakenBack(Set.of())).isFalse();
    assertThat(isTakenBack(Set.of(ReplicationFault.ADOPTS_BEFORE_REPLICATING))).isTrue();
  }

  private static boolean isTakenBack(Set<ReplicationFault> mistakes) {
    SimulatedOwners cluster = cluster(EVERYBODY, 3, mistakes);
    Owner second = cluster.owners.get(1);
    Owner first = cluster.owners.get(0);
    String key = keyWhere(first, owners -> isLed(owners, first, second));
    Owner third = cluster.owners.get(2);
    cluster.network.cut(first.node, third.node);
    CompletableFuture<Told> write = cluster.begin(first, key, 1);
    cluster.time.runUntil(() -> second.cache.capacity().estimatedSize() > 0, SOON);
    assertThat(write).isNotDone();
    cluster.network.crash(first.node);
    cluster.time.runUntil(() -> leads(second, key), SOON);
    cluster.time.runUntil(() -> second.cache.readHere(key, false).isCertain(), SOON);
    assertThat(cluster.read(second, key)).isEqualTo(1);
    cluster.network.cutOneWay(second.node, third.node); // what is on its way does not come
    cluster.network.crash(second.node);
    cluster.time.runUntil(() -> leads(third, key), SOON);

    return cluster.read(third, key) == null;
  }

  /** A new owner is sent a segment while an update of it is open, and hears nothing of the update. */
  @Test
  void commitsOnOldOwners() {
    assertThat(LongStream.range(0, SEEDS).filter(seed -> isStaleAtNewOwner(seed, Set.of())))
        .isEmpty();
    // At what moment the part comes, and the update would, is the seed's.
    assertThat(LongStream.range(0, 10 * SEEDS)
            .anyMatch(
                seed -> isStaleAtNewOwner(seed, Set.of(ReplicationFault.COMMITS_ON_OLD_OWNERS))))
        .isTrue();
  }

  /** Returns whether a new owner that has all of a segment does not know of a write that was acknowledged. */
  private static boolean isStaleAtNewOwner(long seed, Set<ReplicationFault> mistakes) {
    SimulatedOwners cluster = cluster(seed, 2, 3, mistakes);
    Owner coordinator = cluster.owners.get(0);
    List<NodeId> grown = members(seed, 4);
    String key = keyWhere(
        coordinator,
        owners -> !owners.nodes().contains(coordinator.node.id()),
        any -> Ownership.owners(HASH.segmentOf(any), grown, 2).contains(grown.get(3)));
    Owner primary = cluster.primaryOf(key);
    Owner backup = cluster.others(coordinator, primary).get(0);
    cluster.put(primary, key, 1);
    cluster.network.cutOneWay(backup.node, primary.node);
    CompletableFuture<Told> write = cluster.begin(primary, key, 2);
    Owner joiner = cluster.join();
    cluster.network.cutOneWay(primary.node, joiner.node);
    cluster.time.runUntil(() -> joiner.topology != null, SOON);
    assertThat(write).isNotDone();
    cluster.network.heal();
    cluster.time.runUntil(() -> joiner.cache.capacity().estimatedSize() > 0, SOON);
    cluster.network.cutOneWay(primary.node, joiner.node); // the part has come, but not the update
    cluster.time.runFor(Duration.ofSeconds(2));

    return write.isDone()
        && ownersOf(key, joiner).complete().contains(joiner.node.id())
        && cluster.read(joiner, key) == 1;
  }

  /** The primary dies while the new owner that comes after it has not all yet, and a complete one has. */
  @Test
  void dropsCopiesEarly() {
    assertThat(isLostWithPrimary(Set.of())).isFalse();
    assertThat(isLostWithPrimary(Set.of(ReplicationFault.DROPS_COPIES_EARLY))).isTrue();
  }

  private static boolean isLostWithPrimary(Set<ReplicationFault> mistakes) {
    SimulatedOwners cluster = cluster(EVERYBODY, 3, mistakes);
    Owner primary = cluster.owners.get(1);
    String key = keyWhere(primary, owners -> owners.primary().equals(primary.node.id()));
    cluster.put(primary, key, 1);
    Owner joiner = cluster.join();
    cluster.time.runUntil(() -> joiner.topology != null, SOON);
    assertThat(ownersOf(key, joiner).complete()).doesNotContain(joiner.node.id());
    cluster.network.crash(primary.node);
    cluster.rest();

    return cluster.read(cluster.owners.get(0), key) == null;
  }

  /** A member led a segment, and let tombstones go; it lost the segment and gets it back with an entry from before those. */
  @Test
  void appliesFloorToParts() {
    assertThat(readAfterReturn(Set.of())).isEqualTo(1);
    assertThat(readAfterReturn(Set.of(ReplicationFault.APPLIES_FLOOR_TO_PARTS))).isNull();
  }

  private static @Nullable Long readAfterReturn(Set<ReplicationFault> mistakes) {
    SimulatedOwners cluster = cluster(1, 2, mistakes);
    Owner owner = cluster.owners.get(1);
    String key = keyThatMovesOn(cluster);
    cluster.put(owner, key, 1);
    int segment = HASH.segmentOf(key);
    IntStream.range(0, Integer.MAX_VALUE)
        .mapToObj(i -> "other" + i)
        .filter(other -> HASH.segmentOf(other) == segment)
        .limit(Tombstones.MOST + 1)
        .forEach(other -> {
          cluster.put(owner, other, 2);
          cluster.remove(owner, other);
        });
    Owner joiner = cluster.join();
    cluster.rest();
    assertThat(leads(joiner, key)).isTrue();
    cluster.leave(joiner.node);
    cluster.time.runUntil(joiner.node::isEnded, SOON);
    cluster.rest();
    assertThat(leads(owner, key)).isTrue();

    return cluster.read(owner, key);
  }

  /** A load has read the source before a write, and brings the value after it. */
  @Test
  void keepsFlights() {
    assertThat(readAfterLateLoad(Set.of())).isEqualTo(2);
    assertThat(readAfterLateLoad(Set.of(ReplicationFault.KEEPS_FLIGHTS))).isEqualTo(1);
  }

  private static @Nullable Long readAfterLateLoad(Set<ReplicationFault> mistakes) {
    AtomicLong source = new AtomicLong(1);
    SimulatedOwners cluster = new SimulatedOwners(
        1,
        EVERYBODY,
        2,
        NetworkSettings.reliable(),
        mistakes,
        time -> new SingleLoader(key -> {
          long read = source.get();
          time.takeTime(Duration.ofMillis(200));
          return read;
        }));
    Owner caller = cluster.owners.get(0);
    Owner writer = cluster.owners.get(1);
    CompletableFuture<Loaded> load = caller.cache.load("k");
    CompletableFuture<Told> removed = new CompletableFuture<>();
    cluster.after(Duration.ofMillis(100), () -> {
      source.set(2);
      Primaries.passOn(SimulatedOwners.operate(writer, "k", Remove.any(Remove.Kind.ANY)), removed);
    });
    cluster.await(load);
    cluster.await(removed);

    return (Long) cluster.await(writer.cache.load("k")).stored();
  }

  /** A backup knows a newer version than the primary sends. */
  @Test
  void acknowledgesOlder() {
    assertThat(holdsOlder(Set.of())).isFalse();
    assertThat(holdsOlder(Set.of(ReplicationFault.ACKNOWLEDGES_OLDER))).isTrue();
  }

  /** Returns whether a member says that it holds an update although it goes on showing a newer one. */
  private static boolean holdsOlder(Set<ReplicationFault> mistakes) {
    Segment<String> backup = new Segment<>(
        0,
        () -> 0,
        mistakes,
        SimulatedOwners.NO_REFRESH,
        new Inventory<>(Residency.unbounded(), () -> {}));
    Owner owner = cluster(1, 1, Set.of()).owners.get(0);
    backup.show(new Update<>("k", new Version(2, 1), null, null));

    return backup.hold(
            new Update<>("k", new Version(1, 1), null, null), new Place(owner.node.id(), 1))
        == null;
  }

  /** One of two backups shows what the other one has not heard of. */
  @Test
  void showsUnsettled() {
    assertThat(isSeenByOneOnly(Set.of())).isFalse();
    assertThat(isSeenByOneOnly(Set.of(ReplicationFault.SHOWS_UNSETTLED))).isTrue();
  }

  private static boolean isSeenByOneOnly(Set<ReplicationFault> mistakes) {
    SimulatedOwners cluster = cluster(EVERYBODY, 3, mistakes);
    Owner primary = cluster.owners.get(0);
    String key = keyWhere(primary, owners -> owners.primary().equals(primary.node.id()));
    cluster.network.cutOneWay(primary.node, cluster.owners.get(2).node);
    CompletableFuture<Told> write = cluster.begin(primary, key, 1);
    cluster.time.runFor(Duration.ofMillis(500));
    assertThat(write).isNotDone();
    @Nullable Long seen = cluster.read(cluster.owners.get(1), key);

    return seen != null && cluster.read(cluster.owners.get(2), key) == null;
  }

  /** An owner hears of a clear before it hears of the write that came first. */
  @Test
  void clearsOutOfTurn() {
    assertThat(LongStream.range(0, SEEDS).filter(seed -> disagreesAfterClear(seed, Set.of())))
        .isEmpty();
    assertThat(LongStream.range(0, SEEDS)
            .filter(seed -> disagreesAfterClear(seed, Set.of(ReplicationFault.CLEARS_OUT_OF_TURN))))
        .isNotEmpty();
  }

  private static boolean disagreesAfterClear(long seed, Set<ReplicationFault> mistakes) {
    SimulatedOwners cluster = cluster(seed, EVERYBODY, 2, mistakes);
    Owner primary = cluster.owners.get(0);
    Owner backup = cluster.owners.get(1);
    String key = keyWhere(primary, owners -> owners.primary().equals(primary.node.id()));
    cluster.put(primary, key, 1);
    cluster.network.cutOneWay(primary.node, backup.node);
    CompletableFuture<Told> write = cluster.begin(primary, key, 2);
    cluster.time.runFor(Duration.ofMillis(20));
    CompletableFuture<Boolean> clear = primary.cache.clear();
    cluster.time.runFor(Duration.ofMillis(20));
    cluster.network.heal();
    cluster.await(write);
    cluster.await(clear);
    cluster.time.runFor(Duration.ofSeconds(1));

    return !Objects.equals(cluster.read(primary, key), cluster.read(backup, key));
  }

  private static SimulatedOwners cluster(int copies, int members, Set<ReplicationFault> mistakes) {
    return cluster(1, copies, members, mistakes);
  }

  private static SimulatedOwners cluster(
      long seed, int copies, int members, Set<ReplicationFault> mistakes) {
    return new SimulatedOwners(seed, copies, members, NetworkSettings.reliable(), mistakes);
  }

  private static SegmentOwners ownersOf(String key, Owner as) {
    Topology topology = as.cache.topology();
    assertThat(topology).isNotNull();
    return topology.ownersOf(HASH.segmentOf(key));
  }

  private static boolean leads(Owner owner, String key) {
    return owner.cache.topology() != null && ownersOf(key, owner).primary().equals(owner.node.id());
  }

  private static boolean isLed(SegmentOwners owners, Owner first, Owner second) {
    return owners.nodes().subList(0, 2).equals(List.of(first.node.id(), second.node.id()));
  }

  private static String keyWhere(Owner as, Predicate<SegmentOwners> owners) {
    return keyWhere(as, owners, key -> true);
  }

  private static String keyWhere(
      Owner as, Predicate<SegmentOwners> owners, Predicate<String> keys) {
    return IntStream.range(0, 10_000)
        .mapToObj(i -> "k" + i)
        .filter(key -> owners.test(ownersOf(key, as)) && keys.test(key))
        .findFirst()
        .orElseThrow();
  }

  /** Returns a key that the second of two members leads, and a third one would. */
  private static String keyThatMovesOn(SimulatedOwners two) {
    List<NodeId> three = members(1, 3);
    NodeId second = three.get(1);
    assertThat(two.owners.get(1).node.id()).isEqualTo(second);
    return keyWhere(two.owners.get(1), owners -> owners.primary().equals(second), key -> {
      int segment = HASH.segmentOf(key);
      return Ownership.owners(segment, three, 1).equals(List.of(three.get(2)));
    });
  }

  /** Returns the members of a cluster of that seed, which are the same in each. */
  private static List<NodeId> members(long seed, int members) {
    return cluster(seed, 1, members, Set.of()).owners.stream()
        .map(owner -> owner.node.id())
        .toList();
  }
}
