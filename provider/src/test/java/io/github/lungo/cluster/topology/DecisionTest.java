// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.membership.TopologyProposal;
import io.github.lungo.cluster.transport.NodeId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who a coordinator's decisions say has gone on without the others. */
final class DecisionTest {
  private static final NodeId A = new NodeId(new UUID(1, 2), "a");
  private static final NodeId B = new NodeId(new UUID(3, 4), "b");

  private static Decision decide(
      @Nullable Decision before,
      long number,
      NodeId coordinator,
      Map<NodeId, Long> terms,
      Map<NodeId, Long> installed) {
    TopologyName name = new TopologyName(number, coordinator);
    List<NodeId> members = terms.keySet().stream().sorted().toList();
    TopologyProposal proposal = before == null
        ? TopologyProposal.first(name, members, 1)
        : TopologyProposal.after(before.topology(), name, members, List.of());
    return Decision.of(before, proposal, terms, installed);
  }

  private static final Decision FIRST = decide(null, 1, A, Map.of(A, 1L), Map.of());
  private static final Decision BOTH = decide(FIRST, 2, A, Map.of(A, 1L, B, 1L), Map.of(A, 1L));

  @Test
  void memberThatCame_wasNotApart() {
    assertThat(BOTH.wasApart(A, FIRST)).isFalse();
    assertThat(BOTH.wasApart(B, null)).isFalse();
    assertThat(BOTH.isReunionSince(FIRST)).isFalse();
  }

  @Test
  void memberThatSkippedTopologies_wasNotApart() {
    Map<NodeId, Long> both = Map.of(A, 1L, B, 1L);
    Decision later = decide(decide(BOTH, 3, A, both, both), 4, A, both, both);

    assertThat(later.wasApart(B, BOTH)).isFalse();
    assertThat(later.isReunionSince(BOTH)).isFalse();
  }

  @Test
  void memberThatWentOnAlone_wasApart_andAllOthersHearOfIt() {
    Decision withoutB = decide(BOTH, 3, A, Map.of(A, 1L), Map.of(A, 1L, B, 1L));
    Decision withoutA = decide(BOTH, 3, B, Map.of(B, 1L), Map.of(A, 1L, B, 1L));
    Map<NodeId, Long> both = Map.of(A, 1L, B, 1L);

    Decision merged = decide(withoutB, 4, A, both, both);
    Decision later = decide(merged, 5, A, both, both);

    assertThat(merged.wasApart(B, withoutA)).isTrue();
    assertThat(merged.wasApart(A, withoutB)).isFalse();
    assertThat(merged.isReunionSince(withoutB)).isTrue();
    assertThat(later.wasApart(B, withoutA)).isTrue(); // who has missed the one between
    assertThat(later.isReunionSince(withoutB)).isTrue();
    assertThat(later.wasApart(B, merged)).isFalse();
    assertThat(later.isReunionSince(merged)).isFalse();
  }

  @Test
  void memberThatLeftAndCameBack_wasNotApart() {
    Decision withoutB = decide(BOTH, 3, A, Map.of(A, 1L), Map.of(A, 1L));

    Decision again = decide(withoutB, 4, A, Map.of(A, 1L, B, 2L), Map.of(A, 1L, B, 1L));

    assertThat(again.isReunionSince(withoutB)).isFalse();
  }
}
