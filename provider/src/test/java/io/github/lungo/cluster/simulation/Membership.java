// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import io.github.lungo.cluster.simulation.Member.ComingView;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes the views. Each member suspects those it hears nothing of for some time; the first in a member's view that it does
 * not suspect makes the next view, and whoever is not reached by that goes on with the old one. Members that can hear each
 * other, but go by different views, merge. Knows more than a node could, but lets each act only on what it could know.
 * Confined to one thread.
 */
final class Membership {
  private final VirtualTime time;
  private final Lane lane;
  private final Links links;
  private final Dice dice;
  private final Detection detection;
  private final Map<NodeId, Member> members = new LinkedHashMap<>();
  private long silences;
  private boolean merging;

  Membership(VirtualTime time, Links links, Dice dice, Detection detection) {
    this.time = time;
    this.lane = time.lane("views");
    this.links = links;
    this.dice = dice;
    this.detection = detection;
  }

  /** Lets a node join whom it finds; returns its first view. */
  View join(SimulatedNode node, boolean alone) {
    Member joiner = new Member(node);
    List<Member> found = alone ? List.of() : coordinatorsFor(joiner);
    members.put(node.id(), joiner);
    if (!found.isEmpty()) {
      Member coordinator = largest(found);
      List<NodeId> ids = new ArrayList<>(coordinator.trusted());
      ids.add(node.id());
      View view = View.of(coordinator.node.id(), coordinator.view().number() + 1, ids);
      joiner.adopt(view);
      announce(coordinator, view, detection.viewSpread());
    }
    time.note("joined " + joiner + ": " + joiner.view());
    changed();
    return joiner.view();
  }

  private List<Member> coordinatorsFor(Member joiner) {
    return members.values().stream()
        .filter(member -> member.node.isAwake() && member.isActing() && mutual(joiner, member))
        .toList();
  }

  /** Returns that of the largest view, of several the one that joined first. */
  private static Member largest(List<Member> some) {
    Member best = some.get(0);
    for (Member member : some) {
      if (member.view().members().size() > best.view().members().size()) {
        best = member;
      }
    }
    return best;
  }

  /** Lets a node's coordinator know that it leaves. */
  void left(SimulatedNode node) {
    Member leaver = of(node.id());
    for (NodeId id : leaver.view().members()) {
      Member told = of(id);
      if (told.node.isAwake() && links.carry(node, told.node)) {
        Duration delay = dice.upTo(detection.viewSpread());
        time.schedule(told.node.lane(), delay, "leaves: " + node, () -> suspect(told, node.id()));
        break;
      }
    }
    ended(node);
  }

  /** Lets a node's last views reach some and not others. */
  void ended(SimulatedNode node) {
    for (Member member : members.values()) {
      for (ComingView coming : member.coming) {
        coming.lost |= coming.creator.node == node && dice.happens(0.5);
      }
    }
    changed();
  }

  /** Lets a node that paused forget what it did not hear. */
  void resumed(SimulatedNode node) {
    if (node.isMember()) {
      of(node.id()).listenAnew();
    }
  }

  /** Looks who hears whom, and who disagrees: to be called after whatever may change that. */
  void changed() {
    members.values().stream().filter(member -> member.node.isAwake()).forEach(this::listen);
    if (!merging && !leaders().isEmpty()) {
      merging = true;
      time.schedule(lane, detection.nextMerge(dice), "merge", this::merge);
    }
  }

  private void listen(Member member) {
    for (NodeId id : member.view().members()) {
      if (hears(member, of(id))) {
        member.silences.remove(id);
        member.suspects.remove(id);
      } else if (!member.silences.containsKey(id)) {
        Long silence = silences++;
        member.silences.put(id, silence);
        String what = "suspects " + id;
        time.schedule(member.node.lane(), detection.nextSilence(dice), what, () -> {
          if (Objects.equals(member.silences.get(id), silence)) {
            suspect(member, id);
          }
        });
      }
    }
  }

  private void suspect(Member member, NodeId id) {
    if (member.node.isMember() && member.view().members().contains(id)) {
      member.suspects.add(id);
      act(member);
      changed();
    }
  }

  /** Lets a member make a view without those it suspects, if that is its task. */
  private void act(Member member) {
    if (member.isActing() && !member.suspects.isEmpty()) {
      View view = View.of(member.node.id(), member.view().number() + 1, member.trusted());
      announce(member, view, detection.viewSpread());
    }
  }

  private void announce(Member creator, View view, Duration spread) {
    time.note(creator + " makes " + view);
    creator.adopt(view);
    for (NodeId id : view.members()) {
      Member member = of(id);
      boolean isJoiner = member != creator && member.view().equals(view);
      if (!isJoiner) {
        ComingView coming = new ComingView(creator, view);
        member.coming.add(coming);
        time.schedule(
            member.node.lane(), dice.upTo(spread), "view " + view.number(), () -> take(member));
      }
    }
  }

  /** Lets the first of a member's coming views arrive. */
  private void take(Member member) {
    ComingView coming = member.coming.remove();
    if (!member.node.isMember()) {
      return;
    }
    boolean isOwn = coming.creator == member;
    if (isOwn ? member.isNews(coming.view) : isAccepted(member, coming)) {
      member.tell(coming.view);
    } else {
      time.note(member + " does not get " + coming.view);
    }
    changed();
  }

  private boolean isAccepted(Member member, ComingView coming) {
    return !coming.lost
        && links.carry(coming.creator.node, member.node)
        && coming.view.number() > member.view().number();
  }

  /** Returns the members that can end a split. */
  private List<Member> leaders() {
    return members.values().stream()
        .filter(member -> member.isSettled() && member.isActing())
        .filter(
            member -> participants(member).stream().anyMatch(other -> !other.agreesWith(member)))
        .toList();
  }

  /** Returns who would be in the view that a leader makes, besides those it has already. */
  private List<Member> participants(Member leader) {
    return members.values().stream()
        .filter(member -> member.isSettled() && mutual(leader, member))
        .filter(member -> mutual(leader, of(member.acting())) || member.isActing())
        .toList();
  }

  private void merge() {
    merging = false;
    List<Member> leaders = leaders();
    if (leaders.isEmpty()) {
      return;
    }
    Member leader = largest(leaders);
    MergedView merged = new MergedView(leader, participants(leader));
    announce(leader, merged.view(), detection.mergeSpread());
    changed();
  }

  private boolean mutual(Member one, Member other) {
    return hears(one, other) && hears(other, one);
  }

  private boolean hears(Member listener, Member speaker) {
    return speaker.node.isAwake() && links.carry(speaker.node, listener.node);
  }

  private Member of(NodeId id) {
    return Objects.requireNonNull(members.get(id), id::name);
  }
}
