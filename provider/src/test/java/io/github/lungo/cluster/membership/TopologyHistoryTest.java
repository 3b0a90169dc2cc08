// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;

/** Members come and go and copies arrive at random, beside a plain account of who has what. */
final class TopologyHistoryTest {
  private static final int STEPS = 60;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final int copies = 1 + random.nextInt(3);
  private final Set<SegmentCopy> had = new HashSet<>();
  private List<NodeId> members = new ArrayList<>(Nodes.random(random, 1 + random.nextInt(5)));
  private Topology topology = TopologyProposal.first(
          new TopologyName(1, members.get(0)), members, copies)
      .topology();

  @RepeatedTest(30)
  void proposals_anyHistory_loseNothingThatSomebodyHasAndEndAsWanted() throws Exception {
    noteComplete();
    for (int step = 0; step < STEPS; step++) {
      changeMembers();
      step(someCopiesBeingMade());
    }
    while (!topology.isSettled()) {
      step(copiesBeingMade());
    }

    assertThat(topology.segments())
        .as("seed %d", seed)
        .extracting(SegmentOwners::nodes)
        .isEqualTo(Ownership.table(members, copies));
  }

  private void step(Set<SegmentCopy> arrived) throws MalformedFrameException {
    had.addAll(arrived);
    had.removeIf(copy -> !members.contains(copy.node()));
    Topology before = topology;
    TopologyProposal proposal = TopologyProposal.after(
        before, before.name().next(members.get(0)), List.copyOf(members), arrived);
    topology = proposal.topology();

    assertThat(topology.members()).as("seed %d", seed).isEqualTo(members);
    for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
      check(segment, proposal.lost().contains(segment));
    }
    assertThat(TopologyCodec.decode(TopologyCodec.encode(topology)))
        .as("seed %d", seed)
        .isEqualTo(topology);
    assertThat(topology.changesSince(before)).as("seed %d", seed).hasSizeLessThan(300);
    noteComplete();
  }

  private void check(int segment, boolean isLost) {
    SegmentOwners owners = topology.ownersOf(segment);
    Set<NodeId> having = new HashSet<>();
    had.stream().filter(copy -> copy.segment() == segment).forEach(copy -> having.add(copy.node()));
    List<NodeId> wanted = Ownership.owners(segment, members, copies);

    assertThat(isLost).as("seed %d", seed).isEqualTo(having.isEmpty());
    assertThat(owners.nodes()).as("seed %d", seed).containsAll(wanted);
    assertThat(owners.complete()).as("seed %d", seed).contains(owners.primary());
    if (isLost || having.containsAll(wanted)) {
      assertThat(owners).as("seed %d", seed).isEqualTo(SegmentOwners.allComplete(wanted));
      return;
    }
    assertThat(owners.complete()).as("seed %d", seed).isEqualTo(having);
  }

  /** Who is not named as complete drops what it has; an owner that is not there any more has nothing. */
  private void noteComplete() {
    had.clear();
    for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
      for (NodeId node : topology.ownersOf(segment).complete()) {
        had.add(new SegmentCopy(node, segment));
      }
    }
  }

  private void changeMembers() {
    members = new ArrayList<>(members);
    if (random.nextInt(3) == 0) {
      members.addAll(Nodes.random(random, 1 + random.nextInt(2)));
    }
    if (random.nextInt(3) == 0) {
      for (int gone = 1 + random.nextInt(2); gone > 0 && members.size() > 1; gone--) {
        members.remove(random.nextInt(members.size()));
      }
    }
  }

  private Set<SegmentCopy> someCopiesBeingMade() {
    Set<SegmentCopy> copiesMade = copiesBeingMade();
    int share = random.nextInt(4);
    copiesMade.removeIf(copy -> random.nextInt(3) < share);
    return copiesMade;
  }

  private Set<SegmentCopy> copiesBeingMade() {
    Set<SegmentCopy> made = new HashSet<>();
    for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
      SegmentOwners owners = topology.ownersOf(segment);
      for (NodeId node : owners.nodes()) {
        if (!owners.complete().contains(node)) {
          made.add(new SegmentCopy(node, segment));
        }
      }
    }
    return made;
  }
}
