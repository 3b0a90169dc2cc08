// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.View;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** What one member knows of the others. Confined to one thread. */
final class Member {
  final SimulatedNode node;
  /** Members that it hears nothing of, and since when, as a count of such beginnings. */
  final Map<NodeId, Long> silences = new LinkedHashMap<>();
  /** Members that it takes for gone. */
  final Set<NodeId> suspects = new LinkedHashSet<>();
  /** Views that are on their way to it. */
  final Queue<ComingView> coming = new ArrayDeque<>();

  private View view;
  private long toldNumber;

  /** A view on its way. */
  static final class ComingView {
    final Member creator;
    final View view;
    boolean lost;

    ComingView(Member creator, View view) {
      this.creator = creator;
      this.view = view;
    }
  }

  Member(SimulatedNode node) {
    this.node = node;
    this.view = View.of(node.id(), 0, List.of(node.id()));
  }

  /** Returns the view it goes by, of which its receiver may not have been told yet. */
  View view() {
    return view;
  }

  /** Goes by another view. */
  void adopt(View newView) {
    view = newView;
    silences.keySet().retainAll(newView.members());
    suspects.retainAll(newView.members());
  }

  /** Returns whether the receiver was told no later view. */
  boolean isNews(View candidate) {
    return candidate.number() > toldNumber;
  }

  /** Tells the receiver of a view, and goes by it unless it made a later one meanwhile. */
  void tell(View news) {
    if (news.number() > view.number()) {
      adopt(news);
    }
    toldNumber = news.number();
    node.receiver().viewChanged(news);
  }

  /** Begins to listen anew, as after a pause. */
  void listenAnew() {
    silences.clear();
    suspects.clear();
  }

  /** Returns whether it goes by the same view. */
  boolean agreesWith(Member other) {
    return view.number() == other.view.number() && view.creator().equals(other.view.creator());
  }

  /** Returns whether it can do something, and is not about to get another view. */
  boolean isSettled() {
    return node.isAwake() && coming.isEmpty();
  }

  /** Returns the members that it does not take for gone. */
  List<NodeId> trusted() {
    return view.members().stream().filter(id -> !suspects.contains(id)).toList();
  }

  /** Returns who makes the next view, as it believes. */
  NodeId acting() {
    return trusted().get(0);
  }

  /** Returns whether it makes the next view itself. */
  boolean isActing() {
    return acting().equals(node.id());
  }

  @Override
  public String toString() {
    return node.toString();
  }
}
