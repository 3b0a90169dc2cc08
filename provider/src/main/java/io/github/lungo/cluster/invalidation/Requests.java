// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.Version;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves what members ask of a cache, this one among them. Thread-safe. */
final class Requests<K> implements ClusterChannel.Handler {
  private final MessageForm<K> form;
  private final LoadAnswers answers;
  private final CurrentTopology topology;
  private final HybridClock clock;
  private final Copies<K> copies;
  private final HeardWrites<K> heard;
  private final @Nullable ReplicaRequests<K> replicas;

  /**
   * Creates the service of a cache.
   *
   * @param replicas serves what concerns entries that all are to have; null where each member has copies of its own
   */
  Requests(
      MessageForm<K> form,
      CurrentTopology topology,
      HybridClock clock,
      Copies<K> copies,
      HeardWrites<K> heard,
      @Nullable ReplicaRequests<K> replicas) {
    this.replicas = replicas;
    this.heard = heard;
    this.form = form;
    this.answers = new LoadAnswers(form);
    this.topology = topology;
    this.clock = clock;
    this.copies = copies;
  }

  @Override
  public CompletableFuture<byte[]> asked(NodeId from, byte[] body) throws MalformedFrameException {
    FrameReader reader = new FrameReader("a request", body);
    RequestKind kind = RequestKind.NUMBERS.read(reader);
    return switch (kind) {
      case INVALIDATE -> invalidate(from, reader);
      case LOAD -> load(reader);
      case CLOCK -> answer(new Verdict(Verdict.Kind.DONE, clock.next()));
      case FENCE -> {
        TopologyName named = MessageForm.readName(reader);
        yield answer(inTopology(named, () -> {
          copies.primaryLoads().fenceAll();
          return Verdict.DONE;
        }));
      }
      case CLEAR -> {
        TopologyName named = MessageForm.readName(reader);
        Version limit = follow(MessageForm.readVersion(reader));
        yield answer(inTopology(named, () -> copies.clear(limit)));
      }
      case LEND -> answers(copies.primaryLoads().lend(form.readWish(reader, false), from));
      case BRING -> {
        long number = reader.readLong();
        Found found = answers.read(reader);
        reader.expectEnd();
        CompletableFuture<Found> made = copies.primaryLoads().bring(number, found);
        yield made.thenApply(kept -> answers.encode(List.of(kept)));
      }
      case INVALIDATE_EACH -> invalidateEach(from, reader);
      case RESET -> {
        TopologyName named = MessageForm.readName(reader);
        Version limit = follow(MessageForm.readVersion(reader));
        yield answer(inTopology(named, () -> copies.reset(from, limit)));
      }
      case REPLICATE, COMPARE, OFFER, PULL -> {
        if (replicas == null) {
          throw new MalformedFrameException("a request of a cache that tells no values: " + kind);
        }
        yield replicas.asked(kind, from, reader);
      }
    };
  }

  private Version follow(Version heard) {
    var unused = clock.merge(heard);
    return heard;
  }

  private CompletableFuture<byte[]> invalidate(NodeId from, FrameReader reader)
      throws MalformedFrameException {
    TopologyName named = MessageForm.readName(reader);
    Version limit = follow(MessageForm.readVersion(reader)); // before: see Copies
    List<K> keys = form.readKeys(reader);
    heard.note(from, keys, limit);
    return answer(inTopology(named, () -> copies.drop(from, keys, limit)));
  }

  /** Two writes of a key at the same time: whoever is not the newest drops its copy, so that {@code known} is of no interest. */
  private CompletableFuture<byte[]> invalidateEach(NodeId from, FrameReader reader)
      throws MalformedFrameException {
    TopologyName named = MessageForm.readName(reader);
    Map<K, Version> each = form.readEach(reader);
    each.values().forEach(this::follow);
    return answer(inTopology(named, () -> {
      each.forEach((key, limit) -> {
        heard.note(from, List.of(key), limit);
        var unused = copies.drop(from, List.of(key), limit);
      });
      return Verdict.DONE;
    }));
  }

  /** What is done counts only if the topology is the same before and after. */
  private Verdict inTopology(TopologyName named, Supplier<Verdict> step) {
    if (copies.fault() == Fault.ANY_TOPOLOGY) {
      return step.get();
    }
    if (!named.equals(topology.name())) {
      return Verdict.elsewhere(topology.name(), named);
    }
    Verdict verdict = step.get();
    return named.equals(topology.name()) ? verdict : Verdict.AHEAD;
  }

  private static CompletableFuture<byte[]> answer(Verdict verdict) {
    return CompletableFuture.completedFuture(verdict.encode());
  }

  private CompletableFuture<byte[]> load(FrameReader reader) throws MalformedFrameException {
    boolean isBulk = reader.readFlag();
    return answers(copies.primaryLoads().load(form.readWish(reader, isBulk)));
  }

  /** Returns what becomes of the keys, in the order in which they were asked for. */
  private CompletableFuture<byte[]> answers(Map<K, CompletableFuture<Found>> loads) {
    List<CompletableFuture<Found>> inOrder = List.copyOf(loads.values());
    return CompletableFuture.allOf(inOrder.toArray(CompletableFuture[]::new))
        .thenApply(
            all -> answers.encode(inOrder.stream().map(CompletableFuture::join).toList()));
  }

  /** There are no notices. */
  @Override
  public void told(NodeId from, byte[] body) throws MalformedFrameException {
    throw new MalformedFrameException("a notice, which the protocol does not have");
  }
}
