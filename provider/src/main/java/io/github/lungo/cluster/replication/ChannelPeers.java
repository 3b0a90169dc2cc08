// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.message.RequestFailedException;
import io.github.lungo.cluster.message.RequestFailedException.Reason;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The other owners, asked over the channel. Thread-safe. */
final class ChannelPeers<K> implements Peers<K> {
  /** An update is never given up; what ends the wait is that the owner leaves. */
  private static final Duration ALWAYS = Duration.ofDays(1_000);

  private static final int ACCEPTED = 0;
  private static final int OUTDATED = 1;
  private static final int AHEAD = 2;
  private static final int BEHIND = 3;

  private final ClusterChannel channel;
  private final int cache;
  private final UpdateForm<K> form;
  private final PartForm<K> partForm;
  private final SettledNotices notices;

  ChannelPeers(
      ClusterChannel channel,
      int cache,
      UpdateForm<K> form,
      PartForm<K> partForm,
      SettledNotices notices) {
    this.channel = channel;
    this.cache = cache;
    this.form = form;
    this.partForm = partForm;
    this.notices = notices;
  }

  @Override
  public CompletableFuture<Verdict> replicate(
      NodeId owner,
      TopologyName topology,
      int segment,
      Place place,
      long settledThrough,
      Update<K> update) {
    FrameWriter writer = head(RequestKind.REPLICATE, topology).writeNumber(segment);
    writer.writeNumber(place.sequence()).writeNumber(settledThrough);
    form.write(writer, update);
    return ask(owner, writer).thenApply(ChannelPeers::verdict);
  }

  private static FrameWriter head(RequestKind kind, TopologyName topology) {
    FrameWriter writer = new FrameWriter().writeByte(kind.code());
    UpdateForm.write(writer, topology);
    return writer;
  }

  private CompletableFuture<byte[]> ask(NodeId owner, FrameWriter request) {
    return channel.request(owner, cache, request.toBytes(), ALWAYS, ALWAYS);
  }

  static byte[] encode(Verdict verdict) {
    FrameWriter writer = new FrameWriter(20);
    if (verdict instanceof Outdated outdated) {
      UpdateForm.write(writer.writeByte(OUTDATED), outdated.newer());
    } else if (verdict instanceof Elsewhere elsewhere) {
      writer.writeByte(elsewhere.isAhead() ? AHEAD : BEHIND);
    } else {
      writer.writeByte(ACCEPTED);
    }
    return writer.toBytes();
  }

  private static Verdict verdict(byte[] answer) {
    FrameReader reader = new FrameReader("an owner's answer", answer);
    try {
      int code = reader.readByte();
      return switch (code) {
        case ACCEPTED -> new Accepted();
        case OUTDATED -> new Outdated(UpdateForm.readVersion(reader));
        case AHEAD -> new Elsewhere(true);
        case BEHIND -> new Elsewhere(false);
        default ->
          throw new MalformedFrameException("an owner's answer of an unknown kind: " + code);
      };
    } catch (MalformedFrameException malformed) {
      throw new CompletionException(malformed);
    }
  }

  @Override
  public CompletableFuture<Map<Integer, Part<K>>> collect(
      NodeId owner, TopologyName topology, Map<Integer, Boolean> segments) {
    FrameWriter writer = head(RequestKind.COLLECT, topology).writeNumber(segments.size());
    segments.forEach((segment, isFirst) -> writer.writeNumber(segment).writeFlag(isFirst));
    return ask(owner, writer).handle((answer, failure) -> {
      if (failure == null) {
        return parts(answer);
      }
      if (isGone(failure)) {
        return nothing(segments.keySet());
      }
      throw new CompletionException(failure);
    });
  }

  private Map<Integer, Part<K>> parts(byte[] answer) {
    try {
      return partForm.readAll(new FrameReader("a handover", answer));
    } catch (MalformedFrameException malformed) {
      throw new CompletionException(malformed);
    }
  }

  private static <K> Map<Integer, Part<K>> nothing(Set<Integer> segments) {
    Map<Integer, Part<K>> nothing = new HashMap<>();
    segments.forEach(segment -> nothing.put(segment, Part.ofNothing()));
    return nothing;
  }

  private static boolean isGone(Throwable failure) {
    return isOf(failure, Reason.PEER_GONE) || isOf(failure, Reason.NOT_HERE);
  }

  @Override
  public CompletableFuture<Boolean> drop(NodeId holder, TopologyName topology, @Nullable K key) {
    FrameWriter writer = head(RequestKind.DROP, topology).writeFlag(key != null);
    if (key != null) {
      form.writeKey(writer, key);
    }
    return ask(holder, writer).handle((answer, failure) -> {
      if (failure == null || isOf(failure, Reason.NOT_HERE)) {
        return true; // who does not run the cache has no copies
      }
      if (isOf(failure, Reason.PEER_GONE)) {
        return false;
      }
      throw new CompletionException(failure);
    });
  }

  private static boolean isOf(Throwable failure, Reason reason) {
    return failure instanceof RequestFailedException request && request.reason() == reason;
  }

  @Override
  public void settled(List<NodeId> owners, int segment, long through) {
    notices.add(owners, segment, through);
  }
}
