// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.statistics;

import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.message.RequestFailedException;
import io.github.lungo.cluster.message.RequestFailedException.Reason;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.View;
import io.github.lungo.management.CacheStatistics;
import io.github.lungo.management.ClusterFigures;
import io.github.lungo.management.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What this member has counted of a cache, for the others to ask, and what they have, for this one. Thread-safe. */
public final class SharedFigures implements ClusterFigures, AutoCloseable {
  /** How long what was heard is good for, in nanoseconds. */
  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  private static final Heard NOTHING = new Heard(Figures.NONE, List.of(), List.of());

  private final ClusterChannel channel;
  private final int cache;
  private final CacheStatistics own;
  private final Duration patience;
  private final LongSupplier nanos;
  private volatile @Nullable Remembered last;

  private record Remembered(Heard heard, long since) {}

  /**
   * Begins to tell the other members.
   *
   * @param cache the number under which members tell of these figures
   * @param own what this member counts
   * @param patience how long to wait for a member
   * @param nanos counts nanoseconds, as {@link System#nanoTime()} does
   */
  public SharedFigures(
      ClusterChannel channel,
      int cache,
      CacheStatistics own,
      Duration patience,
      LongSupplier nanos) {
    this.channel = channel;
    this.cache = cache;
    this.own = own;
    this.patience = patience;
    this.nanos = nanos;
    channel.serve(cache, new Answering());
  }

  /** Tells the other members. */
  private final class Answering implements ClusterChannel.Handler {

    @Override
    public CompletableFuture<byte[]> asked(NodeId from, byte[] body)
        throws MalformedFrameException {
      FrameReader reader = new FrameReader("a question about figures", body);
      boolean toClear = reader.readFlag();
      reader.expectEnd();
      if (toClear) {
        own.clear();
      }
      return CompletableFuture.completedFuture(FiguresForm.encode(own.figures()));
    }

    @Override
    public void told(NodeId from, byte[] body) throws MalformedFrameException {
      throw new MalformedFrameException("a notice, which the protocol does not have");
    }
  }

  @Override
  public Heard hear() {
    @Nullable Remembered remembered = last;
    if (remembered == null || nanos.getAsLong() - remembered.since() > FRESH) {
      remembered = new Remembered(ask(false).join(), nanos.getAsLong());
      last = remembered;
    }
    return remembered.heard();
  }

  @Override
  public void clear() {
    var unused = ask(true).join();
    last = null;
  }

  /** Asks all members, and sets their figures to zero if wanted. */
  CompletableFuture<Heard> ask(boolean toClear) {
    @Nullable View view = channel.view();
    List<CompletableFuture<Heard>> asked = new ArrayList<>();
    for (NodeId member : view == null ? List.<NodeId>of() : view.members()) {
      asked.add(channel
          .request(member, cache, FiguresForm.question(toClear), patience, patience)
          .handle((answer, failure) ->
              failure == null ? heard(member.name(), answer) : missed(member.name(), failure)));
    }
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(done ->
            asked.stream().map(CompletableFuture::join).reduce(NOTHING, SharedFigures::both));
  }

  private static Heard heard(String member, byte[] answer) {
    try {
      return new Heard(FiguresForm.decode(answer), List.of(member), List.of());
    } catch (MalformedFrameException malformed) {
      return missed(member, malformed);
    }
  }

  /** A member that does not run the cache, or not any more, is not missed. */
  private static Heard missed(String member, Throwable failure) {
    return failure instanceof RequestFailedException failed
            && (failed.reason() == Reason.NOT_HERE || failed.reason() == Reason.PEER_GONE)
        ? NOTHING
        : new Heard(Figures.NONE, List.of(), List.of(member));
  }

  private static Heard both(Heard one, Heard other) {
    return new Heard(
        one.sum().plus(other.sum()),
        together(one.members(), other.members()),
        together(one.silent(), other.silent()));
  }

  private static List<String> together(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Tells nobody any more. */
  @Override
  public void close() {
    channel.retire(cache);
  }
}
