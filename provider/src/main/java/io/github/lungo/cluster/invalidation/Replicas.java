// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.invalidation.Dissemination.Begun;
import io.github.lungo.cluster.invalidation.ReplicaForm.Offer;
import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.Version;
import io.github.lungo.local.NewestEntries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Entries of which all members are to have the newest: told in the background, compared now and then, and to whoever comes
 * told in whole. Never waits; what takes long runs on the executor. Thread-safe.
 */
final class Replicas<K> implements Spreading<K> {
  private static final int MOST_OFFERED = 2_000;
  private static final int ENOUGH_BYTES = 256 << 10;

  private final NewestEntries<K> entries;
  private final StableHash hash;
  private final HybridClock clock;
  private final Rounds rounds;
  private final Executor executor;
  private final ReplicaForm<K> form;
  private final MessageForm<K> keys;
  private final Dissemination<K> dissemination;
  private final Fault fault;
  private final LongAdder heardOf = new LongAdder();

  /**
   * Creates the replicas of a member that is in no topology yet.
   *
   * @param keys says how long a key is
   */
  Replicas(
      NewestEntries<K> entries,
      MessageForm<K> keys,
      HybridClock clock,
      Rounds rounds,
      Executor executor,
      NodeId self,
      Fault fault) {
    this.entries = entries;
    this.keys = keys;
    this.hash = keys.hash();
    this.clock = clock;
    this.rounds = rounds;
    this.executor = executor;
    this.fault = fault;
    this.form = new ReplicaForm<>(keys, entries);
    this.dissemination = new Dissemination<>(
        self, clock, rounds, form, (in, member) -> push(in, member, allSegments()));
  }

  private static List<Integer> allSegments() {
    return IntStream.range(0, Ownership.SEGMENTS).boxed().toList();
  }

  @Override
  public Spread<K> begin(Collection<K> written) {
    written.forEach(keys::encode); // what cannot be sent fails before anything has changed
    Begun begun = dissemination.begin();
    return new Spread<>() {
      @Override
      public Version begun() {
        return begun.version();
      }

      @Override
      public Progress tell(Map<K, Version> versions, boolean isKeyOnly) {
        Map<K, Due> due = new LinkedHashMap<>();
        versions.forEach((key, version) -> due.put(key, new Due(version, isKeyOnly, false)));
        dissemination.tell(due);
        return Progress.over();
      }

      @Override
      public void close() {
        dissemination.end(begun);
      }
    };
  }

  NewestEntries<K> entries() {
    return entries;
  }

  ReplicaForm<K> form() {
    return form;
  }

  Dissemination<K> dissemination() {
    return dissemination;
  }

  boolean makes(Fault some) {
    return fault == some;
  }

  int segmentOf(K key) {
    return hash.segmentOf(key);
  }

  /** Returns a version that nothing exceeds which this member is still telling somebody. */
  Version toldThrough() {
    return dissemination.toldThrough();
  }

  /** Takes notice of what was told by another member. */
  void heard(int keys) {
    heardOf.add(keys);
  }

  /** Returns of how many keys others have told. */
  long heardOf() {
    return heardOf.sum();
  }

  /** Forgets what is of no use any more. */
  void settle(Version through) {
    entries.settle(through);
  }

  /** Removes all that this member knows of, here now and elsewhere soon. */
  void clear() {
    Version[] newest = {entries.cleared()};
    entries.forEach((key, state) -> newest[0] = Version.newest(newest[0], state.version()));
    entries.clear(clock.nextAbove(newest[0]));
    dissemination.tellOfClear();
  }

  /** Follows a topology that says of some segments that this member has nothing of them. */
  void follow(Topology next, Set<Integer> gone) {
    if (!gone.isEmpty()) {
      Set<K> due = dissemination.due(); // what was written here stays
      entries.forget(key -> gone.contains(segmentOf(key)) && !due.contains(key));
    }
    dissemination.follow(next);
  }

  /** Returns the digests of what is here. */
  CompletableFuture<Digests> digests(Version through) {
    return onExecutor(() -> {
      Digests digests = new Digests(through);
      entries.forEach((key, state) -> digests.add(hash.of(key), state));
      return digests;
    });
  }

  private <T> CompletableFuture<T> onExecutor(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, executor);
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  /**
   * Has a member told what is newer here of some segments.
   *
   * @return completes when it has heard of all that was here, or there is another topology
   */
  CompletableFuture<Void> push(Topology in, NodeId member, Collection<Integer> segments) {
    Set<Integer> wanted = new HashSet<>(segments);
    return onExecutor(() -> {
          List<Offer<K>> all = new ArrayList<>();
          entries.forEach((key, state) -> {
            if (wanted.contains(segmentOf(key))) {
              all.add(new Offer<>(key, state.version()));
            }
          });
          return all;
        })
        .thenCompose(all -> offer(in, member, all));
  }

  private CompletableFuture<Void> offer(Topology in, NodeId member, List<Offer<K>> offers) {
    if (offers.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    int end = endOfPart(offers);
    List<Offer<K>> some = offers.subList(0, end);
    return rounds
        .ask(in, member, form.offer(in.name(), some))
        .thenCompose(reply -> {
          if (reply.verdict().kind() != Verdict.Kind.DONE) {
            return CompletableFuture.completedFuture(false);
          }
          return dissemination.tell(in, member, due(some, reply)).thenApply(arrived -> true);
        })
        .thenComposeAsync(
            isCurrent -> isCurrent
                ? offer(in, member, offers.subList(end, offers.size()))
                : CompletableFuture.completedFuture(null),
            executor);
  }

  private int endOfPart(List<Offer<K>> offers) {
    int size = 0;
    int end = 0;
    while (end < offers.size() && end < MOST_OFFERED && size < ENOUGH_BYTES) {
      size += keys.encode(offers.get(end).key()).bytes().length + Version.BYTES;
      end++;
    }
    return end;
  }

  private Map<K, Due> due(List<Offer<K>> offers, Rounds.Reply reply) {
    Map<K, Due> due = new LinkedHashMap<>();
    for (int index : ReplicaForm.wantedOf(reply, offers.size())) {
      due.put(offers.get(index).key(), new Due(offers.get(index).version(), false, true));
    }
    return due;
  }
}
