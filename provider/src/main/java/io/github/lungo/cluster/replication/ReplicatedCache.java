// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.replication.Reads.Found;
import io.github.lungo.cluster.topology.TopologyFollower;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.SourceOfTruth;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.schedule.Alarm;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * This member's part of a cache whose entries are kept by several members. Every method returns at once; what takes time is a
 * future. Thread-safe.
 */
public final class ReplicatedCache<K, V> implements TopologyFollower {
  private final Seats<K, V> seats;
  private final Routes routes = new Routes();
  private final Callers<K, V> callers;
  private final Fetches<K> fetches;
  private final CallerForm<K> answers;
  private final ChunkForm<K> chunks;

  /**
   * What the cache is made of.
   *
   * @param id the cache's number on the channel
   * @param channel leads to the other members
   * @param traits what the entries are
   * @param source what the cache stands in front of
   * @param forms how its objects travel
   * @param versions gives the versions of this member
   * @param changes who is told of changes
   * @param alarm sets off what is to happen later
   * @param background runs user code that no caller's thread runs
   * @param completed is told of each segment that has come here in whole
   */
  record Parts<K, V>(
      int id,
      ClusterChannel channel,
      CacheTraits<K, V> traits,
      SourceOfTruth<K, V> source,
      Forms<K, V> forms,
      HybridClock versions,
      Changes<K> changes,
      Alarm alarm,
      Executor background,
      BiConsumer<Topology, Integer> completed) {}

  /** Creates the cache, and serves it from now on. */
  ReplicatedCache(Parts<K, V> parts) {
    UpdateForm<K> updates = new UpdateForm<>(parts.forms(), parts.traits().clock());
    this.answers = new CallerForm<>(parts.forms(), updates);
    this.chunks = new ChunkForm<>(parts.forms(), updates, parts.traits().clock());
    ChannelPeers<K> peers = new ChannelPeers<>(
        parts.channel(),
        parts.id(),
        updates,
        new SettledNotices(parts.channel(), parts.id(), parts.alarm()));
    PrimaryParts<K, V> primary = new PrimaryParts<>(
        parts.channel().self(),
        parts.traits(),
        parts.source(),
        parts.versions(),
        peers,
        parts.changes(),
        parts.alarm(),
        parts.background());
    this.seats = new Seats<>(new StableHash(parts.traits().name()), primary, chunks);
    Primaries<K, V> primaries = new Primaries<>(primary, seats);
    this.callers = new Callers<>(
        parts.channel(),
        parts.id(),
        seats,
        primaries,
        parts.forms(),
        answers,
        new Retries(routes, parts.alarm()),
        new Reads<>(parts.traits().clock()));
    this.fetches = new Fetches<>(this::part, seats, parts.alarm(), parts.completed());
    parts
        .channel()
        .serve(
            parts.id(),
            new Requests<>(
                seats, primaries, parts.forms(), updates, answers, peers, parts.background()));
  }

  private CompletableFuture<Chunk<K>> part(Topology topology, int segment, boolean isFirst) {
    return callers.part(topology, segment, isFirst).thenApply(bytes -> {
      try {
        return chunks.read(new FrameReader("a part of a segment", bytes));
      } catch (MalformedFrameException malformed) {
        throw new CompletionException(malformed);
      }
    });
  }

  @Override
  public CompletableFuture<Void> install(Topology topology, List<Integer> lost) {
    fetches.stop();
    Set<Integer> anew = Set.copyOf(lost);
    CompletableFuture<?>[] installed = seats.all().stream()
        .map(seat -> CompletableFuture.runAsync(
            () -> seat.install(topology, anew.contains(seat.segment().number())),
            seat.mailbox()::execute))
        .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(installed).thenRun(() -> routes.follow(topology));
  }

  @Override
  public void activate() {
    seats.all().forEach(seat -> seat.mailbox().execute(seat::activate));
    @Nullable Topology topology = routes.current();
    List<Integer> missing = Fetches.missing(seats);
    if (topology != null && !missing.isEmpty()) {
      fetches.start(topology, missing);
    }
  }

  /** Reads a key without asking anybody, if that is possible. */
  Found readHere(K key) {
    return callers.readHere(key);
  }

  /** Returns a key's live entry, or null. */
  CompletableFuture<@Nullable VersionedValue> read(K key) {
    return callers.read(key);
  }

  /**
   * Executes an operation at the key's primary. Completing the result ends the wait for it, not the operation.
   *
   * @param runner runs the user's code, if the primary is this member
   */
  CompletableFuture<Told> operate(K key, EntryOperation<K, V, ?> operation, Executor runner) {
    return callers.operate(key, operation, runner);
  }

  /** Reads a key, and loads it if it is missing, once in the cluster. */
  CompletableFuture<Loaded> load(K key) {
    return callers.load(key);
  }

  /** Removes all entries on all members, without events. */
  CompletableFuture<Void> clear() {
    return callers.clear();
  }
}
