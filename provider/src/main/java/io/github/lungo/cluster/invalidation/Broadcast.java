// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.invalidation.Mail.Parcel;
import io.github.lungo.cluster.invalidation.Mail.Reset;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells all members of this one's writes that nobody waits for: each key's primary first, the others when that has answered, and
 * each member again and again until it has answered, or is gone. A member that is slow delays only what goes to it, and
 * what it is the primary of. Never waits. Thread-safe.
 */
final class Broadcast {
  /** So many keys are kept for each member that does not answer. */
  static final int MOST_KEYS = 10_000;

  private final Rounds rounds;
  private final HybridClock clock;
  private final Fault fault;

  /** What is to be told in the topology. INVARIANT: all of a note is told in one topology, or it begins anew in the next. */
  @GuardedBy("this")
  private final Map<NodeId, Mail> mail = new HashMap<>();

  /** What waits for the next topology. */
  @GuardedBy("this")
  private final List<Note> postponed = new ArrayList<>();

  @GuardedBy("this")
  private boolean isResetPostponed;

  @GuardedBy("this")
  private @Nullable Topology current;

  Broadcast(Rounds rounds, HybridClock clock, Fault fault) {
    this.rounds = rounds;
    this.clock = clock;
    this.fault = fault;
  }

  /** Lets all members hear of writes, in this topology or the next. */
  void tell(Map<EncodedKey, Version> writes) {
    synchronized (this) {
      for (Map.Entry<EncodedKey, Version> write : writes.entrySet()) {
        begin(new Note(write.getKey(), write.getValue(), true));
      }
    }
    sendAll();
  }

  @GuardedBy("this")
  private void begin(Note note) {
    @Nullable Topology in = current;
    if (in == null) {
      postponed.add(note);
      return;
    }
    of(in.primaryOf(note.key().segment())).add(note);
    if (fault == Fault.PARALLEL_ROUNDS) {
      toOthers(in, note);
    }
  }

  @GuardedBy("this")
  private Mail of(NodeId member) {
    return mail.computeIfAbsent(member, first -> new Mail(MOST_KEYS));
  }

  @GuardedBy("this")
  private void toOthers(Topology in, Note note) {
    NodeId primary = in.primaryOf(note.key().segment());
    for (NodeId member : in.members()) {
      if (!member.equals(primary)) {
        of(member).add(new Note(note.key(), note.version(), false));
      }
    }
  }

  private void sendAll() {
    @Nullable Topology in;
    synchronized (this) {
      in = current;
    }
    if (in != null) {
      in.members().forEach(member -> send(in, member));
    }
  }

  /** Sends what there is for a member, if nothing is under way to it. */
  private void send(Topology in, NodeId member) {
    @Nullable Parcel parcel = take(in, member);
    if (parcel == null) {
      return;
    }
    byte[] body = parcel.reset() == Reset.NONE
        ? MessageForm.invalidateEach(in.name(), parcel.notes())
        : MessageForm.reset(in.name(), clock.next());
    var unused = rounds.tell(in, member, body).whenComplete((verdict, failure) -> {
      if (failure == null) {
        answered(in, member, parcel, verdict);
        sendAll();
      } else {
        log(member, failure);
      }
    });
  }

  @GuardedBy("this")
  private boolean isCurrent(Topology in) {
    @Nullable Topology now = current;
    return now != null && in.name().equals(now.name());
  }

  private synchronized @Nullable Parcel take(Topology in, NodeId member) {
    return isCurrent(in) ? of(member).take() : null;
  }

  /** Nothing is sent any more to a member that a message has failed for: that is so only if this one leaves the cache. */
  private static void log(NodeId member, Throwable failure) {
    System.getLogger(Broadcast.class.getName())
        .log(System.Logger.Level.DEBUG, "no more is told to " + member, failure);
  }

  private synchronized void answered(Topology in, NodeId member, Parcel parcel, Verdict verdict) {
    if (isCurrent(in)) {
      of(member).arrived();
    }
    if (!isCurrent(in) || verdict.kind() != Verdict.Kind.DONE) {
      again(in, parcel);
      return;
    }
    for (Note note : parcel.notes()) {
      if (note.isForPrimary() && fault != Fault.PARALLEL_ROUNDS) {
        toOthers(in, note);
      }
    }
    if (parcel.reset() == Reset.ALL) {
      for (NodeId other : in.members()) {
        of(other).add(other.equals(member) ? Reset.NONE : Reset.THIS);
      }
    }
  }

  /** What one member was told in another topology than the rest does not count. */
  @GuardedBy("this")
  private void again(Topology in, Parcel parcel) {
    if (isCurrent(in)) {
      postponed.addAll(parcel.notes()); // the member is ahead
      isResetPostponed |= parcel.reset() != Reset.NONE;
      return;
    }
    for (Note note : parcel.notes()) {
      begin(note.anew());
    }
    if (parcel.reset() != Reset.NONE) {
      resetAll();
    }
  }

  @GuardedBy("this")
  private void resetAll() {
    @Nullable Topology in = current;
    if (in != null) {
      for (NodeId member : in.members()) {
        of(member).add(Reset.ALL);
      }
    }
  }

  /** Returns of how many keys a member is still to hear at most. */
  synchronized int mostToTell() {
    return mail.values().stream().mapToInt(one -> one.notes().size()).max().orElse(0);
  }

  /** Follows a topology: what is still to be told, its members are told. For one thread at a time. */
  void follow(Topology next) {
    synchronized (this) {
      Map<EncodedKey, Note> left = new HashMap<>();
      mail.values()
          .forEach(one -> one.notes().forEach(note -> left.merge(note.key(), note, Note::and)));
      postponed.forEach(note -> left.merge(note.key(), note, Note::and));
      boolean isReset = isResetPostponed || mail.values().stream().anyMatch(Mail::isReset);
      mail.clear();
      postponed.clear();
      isResetPostponed = false;
      current = next;
      for (Note note : left.values()) {
        begin(note.anew());
      }
      if (isReset) {
        resetAll();
      }
    }
    sendAll();
  }
}
