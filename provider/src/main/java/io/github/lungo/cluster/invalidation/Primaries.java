// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.Version;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.local.Fetched;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** Where a member asks for values, of each key at its primary. Never waits. Thread-safe. */
final class Primaries<K> {
  private final Road road;
  private final MessageForm<K> form;
  private final LoadAnswers answers;
  private final PrimaryLoads<K> here;
  private final LoadSource<K> source;
  private final Function<K, Version> heard;
  private final LongAdder alone = new LongAdder();
  private final Set<Query<K>> open = ConcurrentHashMap.newKeySet();

  /**
   * How to reach the others, and how long to try.
   *
   * @param cache the cache's number on the channel
   * @param patience how long a primary may give no sign
   */
  record Road(
      ClusterChannel channel,
      int cache,
      CurrentTopology topology,
      Alarm alarm,
      NanoClock clock,
      Duration patience) {}

  /**
   * Creates the way to the primaries.
   *
   * @param heard returns the newest version that is known here of a key
   */
  Primaries(
      Road road,
      MessageForm<K> form,
      PrimaryLoads<K> here,
      LoadSource<K> source,
      Function<K, Version> heard) {
    this.heard = heard;
    this.road = road;
    this.form = form;
    this.answers = new LoadAnswers(form);
    this.here = here;
    this.source = source;
  }

  /**
   * Asks the primaries; each future fails with what the loader has thrown, wrapped.
   *
   * @param own loads here what nobody is loading, for all who want it; null if the primaries are to load
   */
  Map<K, CompletableFuture<Fetched>> fetch(
      Set<K> keys, boolean isBulk, Purpose purpose, @Nullable LoadSource<K> own) {
    return fetch(keys, isBulk, purpose, false, own);
  }

  /**
   * Does the same.
   *
   * @param isAfresh whether to join no load that has begun already
   */
  Map<K, CompletableFuture<Fetched>> fetch(
      Set<K> keys, boolean isBulk, Purpose purpose, boolean isAfresh, @Nullable LoadSource<K> own) {
    long deadline = road.clock().nanos() + road.patience().toNanos();
    Query<K> query =
        new Query<>(this, Wish.of(keys, heard, isBulk, purpose, isAfresh), deadline, own);
    open.add(query);
    var unused = CompletableFuture.allOf(query.results().values().toArray(CompletableFuture[]::new))
        .whenComplete((all, failure) -> open.remove(query));
    query.start();
    return query.results();
  }

  /** Ends all queries. */
  void close(RuntimeException reason) {
    open.forEach(query -> query.end(reason));
  }

  /** Returns how often keys were loaded here, and not stored, as their primary gave no sign. */
  long loadedAlone() {
    return alone.sum();
  }

  /** Returns how many keys members have asked this one for. */
  long asked() {
    return here.asked();
  }

  NodeId of(K key, Topology topology) {
    return topology.primaryOf(form.segmentOf(key));
  }

  boolean isHere(NodeId primary) {
    return primary.equals(road.channel().self());
  }

  PrimaryLoads<K> here() {
    return here;
  }

  CurrentTopology topology() {
    return road.topology();
  }

  Alarm alarm() {
    return road.alarm();
  }

  NanoClock clock() {
    return road.clock();
  }

  LoadAnswers answers() {
    return answers;
  }

  /** Who has acknowledged the request may take as long as its loader takes; what ends it then is that it leaves. */
  CompletableFuture<byte[]> ask(NodeId primary, byte[] message, Duration patience) {
    return road.channel().request(primary, road.cache(), message, patience, Rounds.ALWAYS);
  }

  /**
   * Brings what was loaded by a primary's leave; if that is gone, so are those who wait there.
   *
   * @return what the primary has made of it; not to be waited for but where it {@linkplain #keeps keeps} that
   */
  CompletableFuture<Found> bring(NodeId primary, long number, Found found) {
    if (isHere(primary)) {
      return here.bring(number, found);
    }
    byte[] message = MessageForm.bring(number, answers.encode(found));
    return ask(primary, message, Rounds.ALWAYS).thenApply(answer -> {
      try {
        return answers.decode(answer).get(0);
      } catch (MalformedFrameException | IndexOutOfBoundsException malformed) {
        throw new CacheException("the primary's answer makes no sense", malformed);
      }
    });
  }

  /** Returns whether what is loaded becomes an entry of the primary, which those get who wait. */
  boolean keeps() {
    return form.isVersioned();
  }

  CompletableFuture<Map<K, Object>> fetchAlone(
      Set<K> keys, boolean isBulk, @Nullable LoadSource<K> own) {
    alone.add(keys.size());
    return (own == null ? source : own).fetch(keys, isBulk);
  }

  MessageForm<K> form() {
    return form;
  }
}
