// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.replication.Peers.Accepted;
import io.github.lungo.cluster.replication.Peers.Elsewhere;
import io.github.lungo.cluster.replication.Peers.Outdated;
import io.github.lungo.cluster.replication.Peers.Verdict;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.Version;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * This member's part in one segment, from topology to topology. All but {@link #standing} and {@link #segment} is confined to
 * the segment's mailbox.
 */
final class Seat<K, V> {
  private final PrimaryParts<K, V> parts;
  private final Segment<K> segment;
  private final Mailbox mailbox;

  /** What this member is to the segment; null before the first topology. */
  private volatile @Nullable Standing standing;

  private @Nullable Primacy<K, V> primacy;
  private boolean isInForce;
  private boolean isApart;
  private long lastSequence;

  /** Who may hold what the former primary left open. */
  private final Set<NodeId> predecessors = new LinkedHashSet<>();

  private final LostHolders lost;
  private final PartWalks<K> contents;
  private final PartWalks<K> unsettled;

  Seat(PrimaryParts<K, V> parts, Segment<K> segment, Mailbox mailbox, PartForm<K> form) {
    this.parts = parts;
    this.segment = segment;
    this.mailbox = mailbox;
    this.lost = new LostHolders(segment.number(), parts.grants());
    this.contents = PartWalks.ofContents(segment, form);
    this.unsettled = PartWalks.ofUnsettled(segment, form);
  }

  Segment<K> segment() {
    return segment;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  @Nullable
  Standing standing() {
    return standing;
  }

  /** Has gone on without those who decide the next topology: returns what they may not have of the segment. */
  Remains<K> wasApart() {
    @Nullable Standing before = standing;
    if (primacy != null) {
      lastSequence = primacy.close();
      primacy = null;
    }
    isApart = true;
    return before == null || !before.isOwner() || !before.isComplete()
        ? Remains.ofNothing()
        : Remains.of(segment);
  }

  /** Follows a topology that is not in force yet. */
  void install(Topology topology, boolean isLost) {
    @Nullable Standing known = standing;
    @Nullable Standing before = isApart ? null : known;
    boolean isFirst = isApart;
    isApart = false;
    Standing next = new Standing(topology, segment.number(), parts.self());
    if (before != null) {
      predecessors.addAll(before.topology().ownersOf(segment.number()).nodes());
    }
    if (known != null) {
      lost.replaced(known.topology());
    }
    predecessors.addAll(topology.ownersOf(segment.number()).nodes());
    isInForce = false;
    contents.forget();
    unsettled.forget();
    followAsPrimary(next);
    standing = next; // before anything is dropped, for those who read without the mailbox
    if (isLost && !isFirst) {
      segment.drop();
      segment.horizon().anewAbove(parts.versions().next().later(HybridClock.MAXIMUM_LEAD));
    } else if (isFirst) {
      segment.drop();
      segment.horizon().dropAll();
    } else if (!isContinued(before, next)) {
      segment.drop();
    } else if (!next.isOwner() || dropsEarly(next)) {
      segment.retire();
    }
    // Until it is in force, a former owner may hold what a tombstone is about.
    segment.tombstones().setTransferring(true);
    segment.decided().retain(topology.members());
  }

  /** Lets go of what was held open here, if this member does not own the segment in a topology, and that is still the newest. */
  void dropFormer(TopologyName topology) {
    @Nullable Standing current = standing;
    if (isInForce && current != null && !current.isOwner() && topologyName().equals(topology)) {
      segment.drop();
    }
  }

  private boolean dropsEarly(Standing next) {
    return parts.makes(ReplicationFault.DROPS_COPIES_EARLY)
        && next.isTransferring()
        && !next.isPrimary();
  }

  /** Returns whether what this member has is worth something: it has missed nothing, or only what it is sent again. */
  private static boolean isContinued(@Nullable Standing before, Standing next) {
    if (before == null || !before.isOwner()) {
      return false;
    }
    boolean isNext = next.topology().name().number() == before.topology().name().number() + 1;
    return !next.isOwner() || next.isComplete() || (isNext && !before.isComplete());
  }

  private void followAsPrimary(Standing next) {
    if (primacy == null) {
      if (next.isPrimary()) {
        primacy = new Primacy<>(parts, segment, mailbox, next.topology(), lastSequence);
      }
    } else if (next.isPrimary()) {
      primacy.follow(next.topology());
    } else {
      lastSequence = primacy.close();
      primacy = null;
    }
  }

  /** All members have installed the topology; returns what this member takes over by it, if it does. */
  @Nullable
  Succession<K, V> activate() {
    isInForce = true;
    lost.inForce(currentStanding().topology());
    @Nullable Primacy<K, V> mine = primacy;
    if (mine == null) {
      predecessorsAreDone(); // whoever leads settles what was open
    } else if (mine.isOpen()) {
      predecessorsAreDone();
      mine.inForce();
    } else {
      mine.bar(parts.makes(ReplicationFault.FORGETS_FORMER_HOLDERS) ? 0 : lost.left());
      Succession<K, V> succession =
          new Succession<>(mine, topologyName(), predecessors, this::succeeded);
      succession.begin();
      return succession;
    }
    return null;
  }

  private boolean isOpening(Primacy<K, V> mine, TopologyName topology) {
    return primacy == mine && isInForce && !mine.isOpen() && topology.equals(topologyName());
  }

  private void succeeded(Succession<K, V> succession) {
    Primacy<K, V> mine = succession.primacy();
    if (isOpening(mine, succession.topology())) {
      predecessorsAreDone();
      mine.inForce();
      mine.open(succession.inherited());
    }
  }

  private void predecessorsAreDone() {
    predecessors.clear();
    segment.tombstones().setTransferring(currentStanding().isTransferring());
  }

  private TopologyName topologyName() {
    return currentStanding().topology().name();
  }

  private Standing currentStanding() {
    @Nullable Standing current = standing;
    if (current == null) {
      throw new IllegalStateException("no topology yet");
    }
    return current;
  }

  /** Holds an update for the primary. */
  Verdict replicate(
      NodeId from, TopologyName topology, Place place, long settledThrough, Update<K> update) {
    @Nullable Elsewhere elsewhere = elsewhere(topology);
    if (elsewhere != null) {
      return elsewhere;
    }
    parts.versions().merge(update.version());
    segment.settle(from, settledThrough);
    @Nullable Version newer = segment.hold(update, place);
    return newer == null ? new Accepted() : new Outdated(newer);
  }

  /** Takes a part of the segment; returns whether that was right, as the topology is still the same. */
  boolean take(TopologyName topology, Part<K> part) {
    boolean isExpected = elsewhere(topology) == null;
    if (isExpected) {
      segment.take(part);
    }
    return isExpected;
  }

  /** Writes the next part of the segment for a member that asks the primary for it. */
  void writePart(FrameWriter writer, NodeId to, TopologyName topology, boolean isFirst) {
    @Nullable Elsewhere elsewhere = elsewhere(topology);
    if (elsewhere != null) {
      throw new MovedException(elsewhere.isAhead());
    }
    if (primacy == null || !primacy.isOpen() || mustWait(to)) {
      throw new MovedException(false);
    }
    contents.writeNext(writer.writeNumber(segment.number()), to, topology, isFirst);
  }

  /** Returns whether a member could lead the segment too soon: it does not know who was lost before it came. */
  private boolean mustWait(NodeId to) {
    return lost.left() > 0
        && !currentStanding().topology().isComplete(to, segment.number())
        && currentStanding().topology().isOwner(to, segment.number());
  }

  /** Writes the next part of what this member knows for the new primary. */
  void writeHandover(FrameWriter writer, NodeId to, TopologyName topology, boolean isFirst) {
    @Nullable Elsewhere elsewhere = elsewhere(topology);
    if (elsewhere != null) {
      throw new MovedException(elsewhere.isAhead());
    }
    unsettled.writeNext(writer.writeNumber(segment.number()), to, topology, isFirst);
  }

  /** Has the primary do something; a job that is for nobody here is abandoned. */
  void add(TopologyName topology, Consumer<MovedException> refused, Consumer<Primacy<K, V>> task) {
    @Nullable Elsewhere elsewhere = elsewhere(topology);
    @Nullable Primacy<K, V> mine = primacy;
    if (elsewhere != null) {
      refused.accept(new MovedException(elsewhere.isAhead()));
    } else if (mine == null) {
      refused.accept(new MovedException(true));
    } else {
      task.accept(mine);
    }
  }

  private @Nullable Elsewhere elsewhere(TopologyName asked) {
    @Nullable Standing current = standing;
    if (current == null) {
      return new Elsewhere(false);
    }
    TopologyName installed = current.topology().name();
    return installed.equals(asked) ? null : new Elsewhere(!asked.isNewerThan(installed));
  }

  /** Returns the primacy, if this member leads and has taken over all that the former primary left. */
  @Nullable
  Primacy<K, V> openPrimacy() {
    @Nullable Primacy<K, V> mine = primacy;
    return mine != null && mine.isOpen() ? mine : null;
  }
}
