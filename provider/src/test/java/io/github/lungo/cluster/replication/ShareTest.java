// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.SegmentOwners;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.NodeId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of its bound a member fills with what it leads. */
final class ShareTest {
  private static final int EVERYBODY = 100;

  @Test
  void of_alone_isAll() {
    Topology topology = topology(members(1), EVERYBODY);

    assertThat(Share.of(topology, topology.members().get(0))).isEqualTo(1);
  }

  /** All keep the same, which they lead together. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8})
  void of_everybodyKeepsAll_makeOneTogether(int number) {
    Topology topology = topology(members(number), EVERYBODY);

    double sum = topology.members().stream()
        .mapToDouble(member -> Share.of(topology, member))
        .sum();

    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8})
  void of_noBackups_isAlmostAll(int number) {
    Topology topology = topology(members(number), 1);

    for (NodeId member : topology.members()) {
      assertThat(Share.of(topology, member)).isCloseTo(1, within(1e-9));
    }
  }

  /** If keys fall evenly into segments, nobody holds more than the bound, and most hold most of it. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8})
  void of_oneBackup_leavesRoomForWhatOthersLead(int number) {
    Topology topology = topology(members(number), 2);

    for (NodeId member : topology.members()) {
      double held = 0;
      for (NodeId leader : topology.members()) {
        long led = segments(topology, owners -> owners.primary().equals(leader));
        long keptOfThat = segments(
            topology,
            owners -> owners.primary().equals(leader) && owners.nodes().contains(member));
        held += Share.of(topology, leader) * keptOfThat / led;
      }
      assertThat(held).isBetween(0.75, 1 + 1e-9);
    }
  }

  @Test
  void of_whoLeadsNothing_isNothing() {
    Topology topology = topology(members(2), 1);
    NodeId stranger = new NodeId(new UUID(9, 9), "stranger");

    assertThat(Share.of(topology, stranger)).isZero();
  }

  private static long segments(Topology topology, Predicate<SegmentOwners> some) {
    return topology.segments().stream().filter(some).count();
  }

  private static List<NodeId> members(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> new NodeId(new UUID(7, i * 1_000_003L), "m" + i))
        .toList();
  }

  private static Topology topology(List<NodeId> members, int copies) {
    List<SegmentOwners> segments = IntStream.range(0, Ownership.SEGMENTS)
        .mapToObj(segment -> Ownership.owners(segment, members, copies))
        .map(owners -> new SegmentOwners(owners, Set.copyOf(owners)))
        .toList();
    return new Topology(new TopologyName(1, members.get(0)), copies, members, segments);
  }
}
