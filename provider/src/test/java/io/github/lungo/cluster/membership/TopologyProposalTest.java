// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.cluster.transport.NodeId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TopologyProposalTest {
  private static final NodeId A = Nodes.node(1);
  private static final NodeId B = Nodes.node(2);
  private static final NodeId C = Nodes.node(3);
  private static final NodeId D = Nodes.node(4);

  private final TopologyName firstName = new TopologyName(1, A);

  @Test
  void first_anyMembers_isWhatTheyShouldOwnComplete() {
    TopologyProposal first = TopologyProposal.first(firstName, List.of(C, A, B), 2);

    Topology topology = first.topology();
    assertThat(first.lost()).isEmpty();
    assertThat(topology.members()).containsExactly(C, A, B);
    assertThat(topology.isSettled()).isTrue();
    assertThat(topology.segments())
        .extracting(SegmentOwners::nodes)
        .isEqualTo(Ownership.table(List.of(A, B, C), 2));
  }

  @Test
  void after_joiner_isIncompleteBesideAllWhoHaveTheSegment() {
    Topology before = TopologyProposal.first(firstName, List.of(A, B), 2).topology();
    int segment = segmentOf(List.of(C, A), List.of(A, B, C));
    NodeId primary = before.primaryOf(segment);

    Topology after = after(before, List.of(A, B, C), Set.of());

    SegmentOwners owners = after.ownersOf(segment);
    assertThat(owners.primary()).isEqualTo(primary).isEqualTo(A);
    assertThat(owners.nodes()).containsExactly(A, C, B);
    assertThat(owners.complete()).containsExactlyInAnyOrder(A, B);
    assertThat(after.isOwner(C, segment)).isTrue();
    assertThat(after.isComplete(C, segment)).isFalse();
  }

  @Test
  void after_lastCopyArrived_isTheWantedListAlone() {
    Topology before = after(
        TopologyProposal.first(firstName, List.of(A, B), 2).topology(), List.of(A, B, C), Set.of());
    int segment = segmentOf(List.of(C, A), List.of(A, B, C));

    Topology after = after(before, List.of(A, B, C), Set.of(new SegmentCopy(C, segment)));

    assertThat(after.ownersOf(segment)).isEqualTo(SegmentOwners.allComplete(List.of(C, A)));
    assertThat(after.isOwner(B, segment)).isFalse();
  }

  @Test
  void after_leaver_remainsCompleteBesideTheNewOwnersUntilTheyAre() {
    List<NodeId> members = List.of(A, B, C);
    int segment = segmentOf(List.of(C, A), members);
    Topology before = TopologyProposal.first(firstName, members, 2).topology();

    Topology leaving = TopologyProposal.after(
            before, before.name().next(A), members, Set.of(C), Set.of())
        .topology();
    Set<SegmentCopy> copies = new HashSet<>();
    for (int moved = 0; moved < Ownership.SEGMENTS; moved++) {
      copies.add(new SegmentCopy(A, moved));
      copies.add(new SegmentCopy(B, moved));
    }
    Topology left = TopologyProposal.after(
            leaving, leaving.name().next(A), members, Set.of(C), copies)
        .topology();

    assertThat(leaving.members()).isEqualTo(members);
    assertThat(leaving.ownersOf(segment).nodes()).containsExactlyInAnyOrder(C, A, B);
    NodeId wanted = Ownership.owners(segment, List.of(A, B), 2).get(0);
    assertThat(leaving.primaryOf(segment)).isEqualTo(wanted.equals(A) ? A : C);
    assertThat(leaving.isComplete(C, segment)).isTrue();
    assertThat(leaving.isComplete(B, segment)).isFalse();
    assertThat(left.members()).containsExactly(A, B);
    assertThat(left.segments())
        .extracting(SegmentOwners::nodes)
        .isEqualTo(Ownership.table(List.of(A, B), 2));
    assertThat(left.isSettled()).isTrue();
  }

  @Test
  void after_everybodyLeaves_isRefused() {
    Topology before = TopologyProposal.first(firstName, List.of(A), 2).topology();

    assertThatThrownBy(() ->
            TopologyProposal.after(before, before.name().next(A), List.of(A), Set.of(A), Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a topology needs members");
  }

  /** Both wanted owners are new: the former ones keep the segment until both have it. */
  @Test
  void after_oneOfTwoCopiesArrived_keepsAllFormerOwners() {
    List<NodeId> members = List.of(A, B, C, D);
    int segment = segmentOf(List.of(D, C), members);
    Topology joined =
        after(TopologyProposal.first(firstName, List.of(A, B), 2).topology(), members, Set.of());
    NodeId former = joined.primaryOf(segment);

    Topology after = after(joined, members, Set.of(new SegmentCopy(C, segment)));

    assertThat(joined.ownersOf(segment).complete()).containsExactlyInAnyOrder(A, B);
    assertThat(after.primaryOf(segment)).isEqualTo(former).isIn(A, B);
    assertThat(after.ownersOf(segment).complete()).containsExactlyInAnyOrder(A, B, C);
    assertThat(after.ownersOf(segment).nodes()).contains(D);
  }

  @Test
  void after_wantedPrimaryArrivedFirst_leadsAtOnce() {
    List<NodeId> members = List.of(A, B, C, D);
    int segment = segmentOf(List.of(D, C), members);
    Topology joined =
        after(TopologyProposal.first(firstName, List.of(A, B), 2).topology(), members, Set.of());

    Topology after = after(joined, members, Set.of(new SegmentCopy(D, segment)));

    assertThat(after.primaryOf(segment)).isEqualTo(D);
    assertThat(after.ownersOf(segment).complete()).containsExactlyInAnyOrder(A, B, D);
  }

  @Test
  void after_primaryLeft_isLedByItsFirstBackup() {
    List<NodeId> members = List.of(A, B, C, D);
    Topology before = TopologyProposal.first(firstName, members, 3).topology();

    Topology after = after(before, List.of(B, C, D), Set.of());

    for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
      List<NodeId> owners = before.ownersOf(segment).nodes();
      NodeId heir = owners.get(0).equals(A) ? owners.get(1) : owners.get(0);
      assertThat(after.primaryOf(segment)).isEqualTo(heir);
      assertThat(after.isComplete(heir, segment)).isTrue();
    }
  }

  /** The former primary is gone before the new one has anything; a backup has. */
  @Test
  void after_incompletePrimaryAlone_yieldsToACompleteBackup() {
    List<NodeId> members = List.of(A, B, C);
    int segment = segmentOf(List.of(C, A), members);
    Topology joined =
        after(TopologyProposal.first(firstName, List.of(A, B), 2).topology(), members, Set.of());

    Topology after = after(joined, List.of(B, C), Set.of());

    assertThat(after.primaryOf(segment)).isEqualTo(B);
    assertThat(after.ownersOf(segment).nodes()).containsExactly(B, C);
    assertThat(after.ownersOf(segment).complete()).containsExactly(B);
  }

  @Test
  void after_allWhoHadItGone_isLostAndStartsComplete() {
    Topology before = TopologyProposal.first(firstName, List.of(A, B, C), 1).topology();
    List<Integer> ofA = IntStream.range(0, Ownership.SEGMENTS)
        .filter(segment -> before.primaryOf(segment).equals(A))
        .boxed()
        .toList();

    TopologyProposal after =
        TopologyProposal.after(before, before.name().next(B), List.of(B, C), Set.of());

    assertThat(after.lost()).isNotEmpty().isEqualTo(ofA);
    assertThat(after.topology().isSettled()).isTrue();
  }

  @Test
  void after_copyThatNobodyMakes_isPassedOver() {
    Topology before = TopologyProposal.first(firstName, List.of(A, B, C), 1).topology();
    Set<SegmentCopy> stray = new HashSet<>();
    for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
      stray.add(new SegmentCopy(A, segment));
      stray.add(new SegmentCopy(D, segment));
    }

    Topology after = after(before, List.of(A, B, C), stray);

    assertThat(after.segments()).isEqualTo(before.segments());
  }

  @Test
  void after_memberThatReturnsLater_startsEmpty() {
    List<NodeId> members = List.of(A, B, C);
    Topology before = TopologyProposal.first(firstName, members, 2).topology();

    Topology returned = after(after(before, List.of(A, B), Set.of()), members, Set.of());

    assertThat(returned.segments())
        .isNotEmpty()
        .noneMatch(owners -> owners.complete().contains(C))
        .anyMatch(owners -> owners.nodes().contains(C));
  }

  @Test
  void after_nameThatIsNotNewer_isRefused() {
    Topology before = TopologyProposal.first(firstName, List.of(A, B), 2).topology();

    assertThatThrownBy(
            () -> TopologyProposal.after(before, new TopologyName(1, B), List.of(A, B), Set.of()))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("topology 1 of n2 cannot follow topology 1 of n1");
  }

  @Test
  void proposals_noMembers_areRefused() {
    Topology before = TopologyProposal.first(firstName, List.of(A), 2).topology();

    assertThatThrownBy(() -> TopologyProposal.first(firstName, List.of(), 2))
        .hasMessage("a topology needs members");
    assertThatThrownBy(() -> after(before, List.of(), Set.of()))
        .hasMessage("a topology needs members");
  }

  private static Topology after(Topology before, List<NodeId> members, Set<SegmentCopy> completed) {
    return TopologyProposal.after(before, before.name().next(A), members, completed)
        .topology();
  }

  /** Returns a segment that should have exactly these owners. */
  private static int segmentOf(List<NodeId> owners, List<NodeId> members) {
    return IntStream.range(0, Ownership.SEGMENTS)
        .filter(segment -> Ownership.owners(segment, members, owners.size()).equals(owners))
        .findFirst()
        .orElseThrow();
  }
}
