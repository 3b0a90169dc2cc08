// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.ProtocolStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What members say to each other beside frames, in quiet times and when they lost and found one another. */
final class SplitTest {
  private static final Duration SOON = Duration.ofSeconds(12);

  private final TestCluster cluster = new TestCluster();
  private List<Member> members;

  @BeforeEach
  void join() {
    members = cluster.start(3);
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  @Test
  void members_agreeOnWhatAllHave() {
    STABLE stable = stackOf(members.get(1)).findProtocol(STABLE.class);
    long before = stable.getStabilityReceived();

    members.forEach(member -> stackOf(member).<STABLE>findProtocol(STABLE.class).gc());

    Member.await(SOON, () -> stable.getStabilityReceived() > before);
  }

  @Test
  void split_endsWithAViewThatTellsTheSides() throws Exception {
    List<NodeId> all = members.stream().map(Member::self).toList();
    Member third = members.get(2);
    DISCARD cut = new DISCARD().discardAll(true);

    stackOf(third).insertProtocol(cut, ProtocolStack.Position.ABOVE, TP.class);
    Member.await(
        SOON, () -> members.get(0).hasView(2) && members.get(1).hasView(2) && third.hasView(1));
    cut.discardAll(false);

    cluster.awaitViews();
    View merged = members.get(0).view();
    assertThat(merged.isMerge()).isTrue();
    assertThat(merged.members()).containsExactlyInAnyOrderElementsOf(all);
    assertThat(merged.coordinator())
        .as("coordinator, of the larger side")
        .isNotEqualTo(third.self());
    assertThat(merged.mergedFrom()).containsExactlyInAnyOrder(all.subList(0, 2), all.subList(2, 3));
  }

  private static ProtocolStack stackOf(Member member) {
    return member.overJGroups().channel().getProtocolStack();
  }
}
