// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.cluster.transport.NodeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TopologyTest {
  private static final NodeId A = Nodes.node(1);
  private static final NodeId B = Nodes.node(2);
  private static final NodeId C = Nodes.node(3);
  private static final TopologyName NAME = new TopologyName(7, A);

  private static final SegmentOwners MOVING = new SegmentOwners(List.of(A, B), Set.of(A));

  @Test
  void name_higherNumber_isNewer() {
    assertThat(NAME.next(B)).isEqualTo(new TopologyName(8, B));
    assertThat(NAME.next(B).isNewerThan(NAME)).isTrue();
    assertThat(NAME.isNewerThan(NAME.next(B))).isFalse();
  }

  @Test
  void name_sameNumberOfAnotherCoordinator_isAnotherYetNeitherIsNewer() {
    TopologyName other = new TopologyName(7, B);

    assertThat(other).isNotEqualTo(NAME);
    assertThat(other.isNewerThan(NAME)).isFalse();
    assertThat(NAME.isNewerThan(other)).isFalse();
    assertThat(NAME).isEqualTo(new TopologyName(7, new NodeId(A.uuid(), "renamed")));
  }

  @Test
  void name_numberBelowOne_isRefused() {
    assertThatThrownBy(() -> new TopologyName(0, A))
        .hasMessage("the number of a topology must be at least 1: 0");
  }

  @Test
  void owners_segment_areTold() {
    Topology topology = new Topology(NAME, 2, List.of(A, B, C), all(MOVING));

    assertThat(topology.primaryOf(5)).isEqualTo(A);
    assertThat(topology.ownersOf(5).nodes()).containsExactly(A, B);
    assertThat(topology.isOwner(B, 5)).isTrue();
    assertThat(topology.isOwner(C, 5)).isFalse();
    assertThat(topology.isComplete(A, 5)).isTrue();
    assertThat(topology.isComplete(B, 5)).isFalse();
    assertThat(topology.isSettled()).isFalse();
    assertThat(MOVING).hasToString("[n1, n2?]");
  }

  @Test
  void segments_equalOwners_areKeptOnce() {
    Topology topology = TopologyProposal.first(NAME, List.of(A, B, C), 2).topology();

    Set<SegmentOwners> different = Collections.newSetFromMap(new IdentityHashMap<>());
    different.addAll(topology.segments());

    assertThat(different).hasSizeLessThanOrEqualTo(6);
  }

  @Test
  void topology_thatMakesNoSense_isRefused() {
    List<NodeId> members = List.of(A, B);
    List<SegmentOwners> segments = all(MOVING);
    List<SegmentOwners> tooFew = segments.subList(1, segments.size());
    List<SegmentOwners> strangers = new ArrayList<>(segments);
    strangers.set(9, SegmentOwners.allComplete(List.of(C)));

    assertThatThrownBy(() -> new Topology(NAME, 2, members, tooFew))
        .hasMessage("a topology has 256 segments, but these are 255");
    assertThatThrownBy(() -> new Topology(NAME, 2, members, strangers))
        .hasMessage("the owners [n3] are not all among the members [n1, n2]");
    assertThatThrownBy(() -> new Topology(NAME, 2, List.of(A, B, A), segments))
        .hasMessage("a topology with a member twice: [n1, n2, n1]");
    assertThatThrownBy(() -> new Topology(NAME, 0, members, segments))
        .hasMessage("copies must be at least 1: 0");
  }

  @Test
  void segmentOwners_thatMakeNoSense_areRefused() {
    assertThatThrownBy(() -> new SegmentOwners(List.of(), Set.of()))
        .hasMessage("a segment without owners");
    assertThatThrownBy(() -> new SegmentOwners(List.of(A, A), Set.of(A)))
        .hasMessage("a segment with an owner twice: [n1, n1]");
    assertThatThrownBy(() -> new SegmentOwners(List.of(A), Set.of(B)))
        .hasMessage("complete are [n2], but the owners of the segment are [n1]");
  }

  @Test
  void changesSince_joinAndLeave_tellsThem() {
    Topology before =
        new Topology(NAME, 2, List.of(A, B), all(SegmentOwners.allComplete(List.of(A, B))));
    List<SegmentOwners> segments = all(SegmentOwners.allComplete(List.of(A)));
    segments.set(0, new SegmentOwners(List.of(C, A), Set.of(A)));
    Topology after = new Topology(NAME.next(C), 2, List.of(A, C), segments);

    assertThat(after.changesSince(before))
        .isEqualTo("topology 8 of n3 after 7 of n1: joined [n3], left [n2], primaries moved 1,"
            + " owners changed 256, copies being made 1");
    assertThat(after.changesSince(after))
        .isEqualTo("topology 8 of n3 after 8 of n3: nobody changed, copies being made 1");
  }

  private static List<SegmentOwners> all(SegmentOwners owners) {
    return new ArrayList<>(Collections.nCopies(Ownership.SEGMENTS, owners));
  }
}
