// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.invalidation.ReplicaForm.News;
import io.github.lungo.cluster.invalidation.ReplicaForm.Offer;
import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.Trace;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.local.LocalEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves what members tell and ask each other of entries that all are to have. Never waits. Thread-safe. */
final class ReplicaRequests<K> {
  private final Replicas<K> replicas;
  private final LocalEngine<K, ?> local;
  private final PrimaryLoads<K> primaryLoads;
  private final CurrentTopology topology;
  private final HybridClock clock;
  private final NodeId self;

  ReplicaRequests(
      Replicas<K> replicas,
      LocalEngine<K, ?> local,
      PrimaryLoads<K> primaryLoads,
      CurrentTopology topology,
      HybridClock clock,
      NodeId self) {
    this.replicas = replicas;
    this.local = local;
    this.primaryLoads = primaryLoads;
    this.topology = topology;
    this.clock = clock;
    this.self = self;
  }

  CompletableFuture<byte[]> asked(RequestKind kind, NodeId from, FrameReader reader)
      throws MalformedFrameException {
    TopologyName named = MessageForm.readName(reader);
    Version cleared = MessageForm.readVersion(reader);
    return switch (kind) {
      case REPLICATE -> {
        boolean fences = reader.readFlag();
        List<News<K>> news = replicas.form().readNews(reader);
        yield answer(inTopology(named, () -> take(cleared, fences, news)));
      }
      case OFFER -> offered(named, cleared, replicas.form().readOffers(reader));
      case COMPARE -> compare(named, cleared, reader);
      case PULL -> {
        List<Integer> segments = ReplicaForm.readNumbers(reader, Ownership.SEGMENTS - 1);
        reader.expectEnd();
        yield pulled(named, from, segments);
      }
      default -> throw new MalformedFrameException("a request that is not of replicas: " + kind);
    };
  }

  private static CompletableFuture<byte[]> answer(Verdict verdict) {
    return CompletableFuture.completedFuture(verdict.encode());
  }

  /** What is done counts only if the topology is the same before and after. */
  private Verdict inTopology(TopologyName named, Runnable step) {
    if (!named.equals(topology.name())) {
      return Verdict.elsewhere(topology.name(), named);
    }
    step.run();
    return named.equals(topology.name()) ? Verdict.DONE : Verdict.AHEAD;
  }

  private void follow(Version heard) {
    var unused = clock.merge(heard); // one too far ahead is met by each write anew
  }

  private void take(Version cleared, boolean fences, List<News<K>> news) {
    followClear(cleared);
    replicas.heard(news.size());
    if (fences) {
      primaryLoads.fenceAll();
      local.fenceLoads();
    }
    Map<K, Due> others = new LinkedHashMap<>();
    for (News<K> told : news) {
      follow(told.state().version());
      if (take(told) && told.isRepair() && isPrimary(told.key())) {
        others.put(told.key(), Due.ofWrite(told.state().version()));
      }
    }
    if (!others.isEmpty()) {
      replicas.dissemination().tell(others);
    }
    if (replicas.makes(Fault.REMOVALS_FORGOTTEN)) {
      replicas.settle(Digests.ALL);
    }
  }

  private void followClear(Version cleared) {
    follow(cleared);
    if (replicas.entries().clear(cleared)) {
      primaryLoads.fenceAll();
      local.fenceLoads();
    }
  }

  private boolean take(News<K> told) {
    K key = told.key();
    if (replicas.makes(Fault.OLDER_TAKEN)) {
      replicas.entries().forget(key::equals);
    }
    boolean isNews = told.state() instanceof VersionedValue entry
        ? replicas.entries().store(key, entry)
        : replicas.entries().bury(key, (Trace) told.state());
    if (isNews) { // what was loaded before is older
      primaryLoads.fence(key, told.state().version());
      local.fenceLoad(key);
    }
    return isNews;
  }

  private boolean isPrimary(K key) {
    @Nullable Topology now = topology.get();
    return now != null && now.primaryOf(replicas.segmentOf(key)).equals(self);
  }

  /** Says which of the entries offered are newer than what is here, by their places. */
  private CompletableFuture<byte[]> offered(
      TopologyName named, Version cleared, List<Offer<K>> offers) {
    List<Integer> wanted = new ArrayList<>();
    Verdict verdict = inTopology(named, () -> {
      followClear(cleared);
      for (int i = 0; i < offers.size(); i++) {
        Offer<K> offer = offers.get(i);
        if (offer.version().isNewerThan(replicas.entries().known(offer.key()))) {
          wanted.add(i);
        }
      }
    });
    FrameWriter writer = new FrameWriter();
    verdict.write(writer);
    ReplicaForm.writeNumbers(writer, wanted);
    return CompletableFuture.completedFuture(writer.toBytes());
  }

  /** Says what this member is telling nobody, and which segments are not the same here. */
  private CompletableFuture<byte[]> compare(TopologyName named, Version cleared, FrameReader reader)
      throws MalformedFrameException {
    Version through = MessageForm.readVersion(reader);
    int count = reader.readCount("the number of segments", 1 + Long.BYTES);
    Map<Integer, Long> theirs = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      int segment = reader.readNumber("a segment", 0, Ownership.SEGMENTS - 1);
      theirs.put(segment, reader.readLong());
    }
    reader.expectEnd();
    Verdict before = inTopology(named, () -> followClear(cleared));
    if (before.kind() != Verdict.Kind.DONE) {
      return answer(before);
    }
    return replicas.digests(through).thenApply(mine -> {
      List<Integer> different = new ArrayList<>();
      theirs.forEach((segment, digest) -> {
        if (digest != mine.of(segment)) {
          different.add(segment);
        }
      });
      FrameWriter writer = new FrameWriter();
      inTopology(named, () -> {}).write(writer);
      MessageForm.write(writer, replicas.toldThrough());
      ReplicaForm.writeNumbers(writer, different);
      return writer.toBytes();
    });
  }

  private CompletableFuture<byte[]> pulled(
      TopologyName named, NodeId from, List<Integer> segments) {
    @Nullable Topology in = topology.get();
    Supplier<Verdict> now = () -> inTopology(named, () -> {});
    Verdict before = now.get();
    if (in == null || before.kind() != Verdict.Kind.DONE) {
      return answer(before);
    }
    return replicas.push(in, from, segments).thenApply(told -> now.get().encode());
  }
}
