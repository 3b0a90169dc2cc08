// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.invalidation.ReplicaMail.Parcel;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.message.RequestFailedException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells all other members in the background what is new here, each again and again until it has answered, or is gone. A member
 * that is slow delays only what goes to it. What is told is the state that a key has then, so that writes of one key on their
 * way to a member are one. Never waits. Thread-safe.
 */
final class Dissemination<K> {
  /** So many keys are remembered for each member that does not answer. */
  static final int MOST_KEYS = 10_000;

  private final NodeId self;
  private final HybridClock clock;
  private final Rounds rounds;
  private final ReplicaForm<K> form;
  private final BiFunction<Topology, NodeId, CompletableFuture<Void>> search;

  /** What is to be told in the topology. INVARIANT: all of a note is told in one topology, or it begins anew in the next. */
  @GuardedBy("this")
  private final Map<NodeId, ReplicaMail<K>> mail = new HashMap<>();

  /** The versions of what is being written here, and not in the mail yet. */
  @GuardedBy("this")
  private final IdentityHashMap<Begun, Version> begun = new IdentityHashMap<>();

  @GuardedBy("this")
  private @Nullable Topology current;

  /**
   * Creates a dissemination of nothing.
   *
   * @param rounds tells a member until it answers
   * @param search finds out what a member lacks, and has it told
   */
  Dissemination(
      NodeId self,
      HybridClock clock,
      Rounds rounds,
      ReplicaForm<K> form,
      BiFunction<Topology, NodeId, CompletableFuture<Void>> search) {
    this.self = self;
    this.clock = clock;
    this.rounds = rounds;
    this.form = form;
    this.search = search;
  }

  /** A write that is under way here. What it writes is newer than the version. */
  record Begun(Version version) {}

  /** Begins a write, which is to {@link #end} when it was told, or was none. */
  synchronized Begun begin() {
    return begin(clock.next());
  }

  /** Begins to write what has the given version. */
  synchronized Begun begin(Version version) {
    Begun write = new Begun(version);
    begun.put(write, version);
    return write;
  }

  synchronized void end(Begun write) {
    begun.remove(write);
  }

  /** Lets all other members hear of keys. */
  void tell(Map<K, Due> notes) {
    @Nullable Topology in;
    synchronized (this) {
      in = current;
      for (NodeId member : others(in)) {
        notes.forEach(of(member)::add);
      }
    }
    sendAll(in);
  }

  /**
   * Lets one member hear of keys.
   *
   * @return completes when it has, or there is another topology
   */
  CompletableFuture<Void> tell(Topology in, NodeId member, Map<K, Due> notes) {
    CompletableFuture<Void> arrival;
    synchronized (this) {
      if (!isCurrent(in)) {
        return CompletableFuture.completedFuture(null);
      }
      ReplicaMail<K> one = of(member);
      notes.forEach(one::add);
      arrival = one.arrival();
    }
    send(in, member);
    return arrival;
  }

  /** Lets all other members hear of the newest clear. */
  void tellOfClear() {
    @Nullable Topology in;
    synchronized (this) {
      in = current;
      for (NodeId member : others(in)) {
        of(member).hearOfClear();
      }
    }
    sendAll(in);
  }

  /** Has all other members let no load be stored that they run. */
  void fenceOthers() {
    @Nullable Topology in;
    synchronized (this) {
      in = current;
      for (NodeId member : others(in)) {
        of(member).fence();
      }
    }
    sendAll(in);
  }

  private List<NodeId> others(@Nullable Topology in) {
    return in == null
        ? List.of() // whoever comes finds it here
        : in.members().stream().filter(member -> !member.equals(self)).toList();
  }

  @GuardedBy("this")
  private ReplicaMail<K> of(NodeId member) {
    return mail.computeIfAbsent(member, first -> new ReplicaMail<>(MOST_KEYS));
  }

  @GuardedBy("this")
  private boolean isCurrent(Topology in) {
    @Nullable Topology now = current;
    return now != null && in.name().equals(now.name());
  }

  private void sendAll(@Nullable Topology in) {
    if (in != null) {
      others(in).forEach(member -> send(in, member));
    }
  }

  /** Sends what there is for a member, if nothing is under way to it. */
  private void send(Topology in, NodeId member) {
    @Nullable Parcel<K> parcel;
    synchronized (this) {
      parcel = isCurrent(in) ? of(member).take() : null;
    }
    if (parcel == null) {
      return;
    }
    ReplicaForm.Told told = form.tell(in.name(), parcel);
    if (told.notes() < parcel.notes().size()) {
      synchronized (this) {
        if (isCurrent(in)) {
          of(member).putBack(parcel.notes().subList(told.notes(), parcel.notes().size()));
        }
      }
    }
    if (parcel.isOverflown()) {
      search(in, member);
    }
    var unused = rounds.tell(in, member, told.body()).whenComplete((verdict, failure) -> {
      if (failure != null) {
        log(member, failure);
      } else if (verdict.kind() == Verdict.Kind.DONE) {
        arrived(in, member);
        send(in, member);
      } // or else this member comes to another topology, and begins anew
    });
  }

  private void arrived(Topology in, NodeId member) {
    List<CompletableFuture<Void>> over;
    synchronized (this) {
      over = isCurrent(in) ? of(member).arrived() : List.of();
    }
    over.forEach(arrival -> arrival.complete(null));
  }

  private void search(Topology in, NodeId member) {
    var unused = search.apply(in, member).whenComplete((found, failure) -> {
      synchronized (this) {
        if (isCurrent(in)) {
          of(member).searched();
        }
      }
      if (failure != null) {
        log(member, failure);
      }
    });
  }

  /** Nothing more is sent to the member in this topology. It is as it should be where this one leaves the cache. */
  private static void log(NodeId member, Throwable failure) {
    @Nullable Throwable cause = failure.getCause();
    boolean isOver = (cause == null ? failure : cause) instanceof RequestFailedException request
        && request.reason() == RequestFailedException.Reason.CLOSED;
    System.getLogger(Dissemination.class.getName())
        .log(
            isOver ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
            member + " cannot be told of writes until members come or go",
            failure);
  }

  /** Returns a version that nothing exceeds which this member is still telling somebody. */
  synchronized Version toldThrough() {
    Version oldest = clock.next();
    for (Version version : begun.values()) {
      oldest = oldest.isNewerThan(version) ? version : oldest;
    }
    for (ReplicaMail<K> one : mail.values()) {
      oldest = one.oldest(oldest);
    }
    return oldest;
  }

  /** Returns the keys that members are still to hear of. */
  synchronized Set<K> due() {
    Set<K> due = new HashSet<>();
    mail.values().forEach(one -> one.forEach((key, note) -> due.add(key)));
    return due;
  }

  /** Returns of how many keys a member is still to hear at most. */
  synchronized int mostToTell() {
    return mail.values().stream().mapToInt(ReplicaMail::size).max().orElse(0);
  }

  /** Returns what completes when all has been told that is to be told now. */
  CompletableFuture<Void> told() {
    @Nullable Topology in;
    List<CompletableFuture<Void>> all = new ArrayList<>();
    synchronized (this) {
      in = current;
      for (NodeId member : others(in)) {
        all.add(of(member).arrival());
      }
    }
    sendAll(in);
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  /** Follows a topology: what is still to be told, its members are told. For one thread at a time. */
  void follow(Topology next) {
    List<CompletableFuture<Void>> over = new ArrayList<>();
    synchronized (this) {
      Map<K, Due> left = new HashMap<>();
      boolean isFencing = false;
      for (ReplicaMail<K> one : mail.values()) {
        one.forEach((key, note) -> left.merge(key, note, Due::and));
        isFencing |= one.isToFence();
        over.addAll(one.end());
      }
      mail.clear();
      current = next;
      for (NodeId member : others(next)) {
        ReplicaMail<K> one = of(member);
        left.forEach(one::add);
        one.hearOfClear();
        if (isFencing) {
          one.fence();
        }
      }
    }
    over.forEach(arrival -> arrival.complete(null));
    sendAll(next);
  }
}
