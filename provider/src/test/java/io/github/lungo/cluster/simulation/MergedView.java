// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The view that ends a split: first the leader's members, then the others. Confined to one thread. */
final class MergedView {
  private final Member leader;
  private final List<Member> participants;

  MergedView(Member leader, List<Member> participants) {
    this.leader = leader;
    this.participants = participants;
  }

  View view() {
    List<NodeId> present = participants.stream().map(member -> member.node.id()).toList();
    Map<String, View> sides = new LinkedHashMap<>();
    addSide(sides, leader.view());
    long number = leader.view().number();
    for (Member member : participants) {
      addSide(sides, member.view());
      number = Math.max(number, member.view().number());
    }

    Set<NodeId> merged = new LinkedHashSet<>();
    merged.addAll(leader.trusted());
    for (View side : sides.values()) {
      side.members().stream().filter(present::contains).forEach(merged::add);
    }
    merged.addAll(present);
    List<List<NodeId>> before = new ArrayList<>();
    sides.values().forEach(side -> before.add(side.members()));
    return new View(leader.node.id(), number + 1, List.copyOf(merged), before);
  }

  private static void addSide(Map<String, View> sides, View view) {
    sides.putIfAbsent(view.number() + view.creator().uuid().toString(), view);
  }
}
