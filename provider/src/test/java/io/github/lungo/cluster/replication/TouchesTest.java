// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.replication.SimulatedOwners.Owner;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.local.Residency;
import io.github.lungo.operation.Replace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That an entry which is read lives on although its primary dies. */
final class TouchesTest {
  private static final Duration TEN_SECONDS = new Duration(TimeUnit.SECONDS, 10);
  private static final java.time.Duration FIVE_SECONDS = java.time.Duration.ofSeconds(5);

  @ParameterizedTest
  @ValueSource(ints = {2, SimulatedOwners.EVERYBODY})
  void primaryDies_entriesThatWereRead_areThereWithTimeLeft(int copies) {
    assertThat(left(copies, new AccessedExpiryPolicy(TEN_SECONDS), Set.of())).hasSize(10);
    assertThat(left(copies, new TouchedExpiryPolicy(TEN_SECONDS), Set.of())).hasSize(10);
  }

  @Test
  void touchesAlone() {
    assertThat(
            left(2, new AccessedExpiryPolicy(TEN_SECONDS), Set.of(ReplicationFault.TOUCHES_ALONE)))
        .isEmpty();
  }

  /** Reads entries every five seconds; their primary dies after thirty. Returns those that are there five seconds later. */
  private static List<String> left(
      int copies, ExpiryPolicy policy, Set<ReplicationFault> mistakes) {
    SimulatedOwners cluster = cluster(copies, policy, mistakes);
    Owner reader = cluster.owners.get(0);
    Owner primary = cluster.owners.get(1);
    List<String> keys = keysOf(primary);
    keys.forEach(key -> cluster.put(reader, key, 1));
    for (int i = 0; i < 6; i++) {
      cluster.time.runFor(FIVE_SECONDS);
      keys.forEach(key -> assertThat(cluster.read(reader, key)).isEqualTo(1));
    }
    cluster.time.runFor(java.time.Duration.ofSeconds(2));
    cluster.network.crash(primary.node);
    cluster.rest();
    List<String> left = new ArrayList<>();
    for (String key : keys) {
      if (cluster.read(reader, key) != null) {
        left.add(key);
      }
    }
    return left;
  }

  /** An access after which an entry has no time left ends it for all, also if the primary dies. */
  @ParameterizedTest
  @ValueSource(ints = {2, SimulatedOwners.EVERYBODY})
  void primaryDies_entriesThatAnAccessEnded_stayGone(int copies) {
    SimulatedOwners cluster = cluster(copies, new EndingAccesses(), Set.of());
    Owner reader = cluster.owners.get(0);
    Owner primary = cluster.owners.get(1);
    List<String> keys = keysOf(primary);
    keys.forEach(key -> cluster.put(reader, key, 1));
    keys.forEach(key -> assertThat(cluster.read(reader, key)).isEqualTo(1));
    cluster.time.runFor(java.time.Duration.ofSeconds(1));
    cluster.network.crash(primary.node);
    cluster.rest();

    keys.forEach(key -> assertThat(cluster.read(reader, key)).isNull());
  }

  /** Entries live until they are looked at. */
  private static final class EndingAccesses implements ExpiryPolicy {
    @Override
    public Duration getExpiryForCreation() {
      return Duration.ETERNAL;
    }

    @Override
    public Duration getExpiryForAccess() {
      return Duration.ZERO;
    }

    @Override
    public Duration getExpiryForUpdate() {
      return Duration.ETERNAL;
    }
  }

  /** What nobody reads any more expires at its time, whoever leads it. */
  @Test
  void primaryDies_entriesThatNobodyReads_expire() {
    SimulatedOwners cluster = cluster(2, new AccessedExpiryPolicy(TEN_SECONDS), Set.of());
    Owner reader = cluster.owners.get(0);
    Owner primary = cluster.owners.get(1);
    List<String> keys = keysOf(primary);
    keys.forEach(key -> cluster.put(reader, key, 1));
    cluster.time.runFor(FIVE_SECONDS);
    keys.forEach(key -> cluster.read(reader, key));
    cluster.time.runFor(java.time.Duration.ofSeconds(2));
    cluster.network.crash(primary.node);
    cluster.rest();

    cluster.time.runFor(java.time.Duration.ofSeconds(9));

    keys.forEach(key -> assertThat(cluster.read(reader, key)).isNull());
  }

  /** An operation that looks at the entry and leaves it is an access too. */
  @Test
  void primaryDies_entryThatWasComparedInVain_isThere() {
    SimulatedOwners cluster = cluster(2, new AccessedExpiryPolicy(TEN_SECONDS), Set.of());
    Owner caller = cluster.owners.get(0);
    Owner primary = cluster.owners.get(1);
    String key = keysOf(primary).get(0);
    cluster.put(caller, key, 1);
    for (int i = 0; i < 4; i++) {
      cluster.time.runFor(FIVE_SECONDS);
      cluster.await(SimulatedOwners.operate(caller, key, new Replace<>(7L, 8L)));
    }
    cluster.time.runFor(java.time.Duration.ofSeconds(2));
    cluster.network.crash(primary.node);
    cluster.rest();

    assertThat(cluster.read(caller, key)).isEqualTo(1);
  }

  @Test
  void heard_otherVersion_changesNothing() {
    VersionedValue entry = entry(100);
    Segment<String> segment = segmentWith(entry);

    TouchNotices.heard(segment, "k", version(1), 200);
    TouchNotices.heard(segment, "unknown", version(2), 200);

    assertThat(entry.deadline()).isEqualTo(100);
  }

  @Test
  void heard_late_doesNotShortenALife() {
    VersionedValue entry = entry(100);
    Segment<String> segment = segmentWith(entry);

    TouchNotices.heard(segment, "k", version(2), 300);
    TouchNotices.heard(segment, "k", version(2), 200);
    assertThat(entry.deadline()).isEqualTo(300);

    TouchNotices.heard(segment, "k", version(2), Deadline.NEVER);
    assertThat(entry.deadline()).isEqualTo(Deadline.NEVER);
  }

  private static Segment<String> segmentWith(VersionedValue entry) {
    Segment<String> segment = new Segment<>(
        0,
        () -> 0,
        Set.of(),
        SimulatedOwners.NO_REFRESH,
        new Inventory<>(Residency.unbounded(), () -> {}));
    segment.show(new Update<>("k", entry.version(), entry, null));
    return segment;
  }

  private static VersionedValue entry(long deadline) {
    return EntryShape.versioned("v", deadline, 1, version(2));
  }

  private static Version version(long stamp) {
    return new Version(stamp, 1);
  }

  private static List<String> keysOf(Owner primary) {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> "k" + i)
        .filter(key -> Objects.requireNonNull(primary.cache.topology())
            .primaryOf(new StableHash("c").segmentOf(key))
            .equals(primary.node.id()))
        .limit(10)
        .toList();
  }

  private static SimulatedOwners cluster(
      int copies, ExpiryPolicy policy, Set<ReplicationFault> mistakes) {
    return new SimulatedOwners(
        1, copies, 3, NetworkSettings.reliable(), mistakes, policy, time -> null);
  }
}
