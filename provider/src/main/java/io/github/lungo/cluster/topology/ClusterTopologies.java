// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static java.util.Objects.requireNonNull;

import io.github.lungo.cluster.membership.Fingerprint;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.View;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The topologies of all caches on one channel: this member's part in them, and, while it coordinates, the decisions about
 * them. Never waits for anything. Thread-safe: everything happens on the thread of its {@link TopologyTiming}, where
 * followers are called and the futures complete, so that what depends on these must not wait either.
 */
public final class ClusterTopologies implements AutoCloseable {
  private static final System.Logger log = System.getLogger(ClusterTopologies.class.getName());

  private final ClusterChannel channel;
  private final ViewRelay views;
  private final TopologyProbe probe;
  private final ControlLink link;
  private final Participations participations;
  private final Desk desk = new Desk();
  private @Nullable Reign reign;
  private long reigns;

  /**
   * Creates the topologies of a channel that has not been started.
   *
   * @param views was given to the channel
   */
  public ClusterTopologies(ClusterChannel channel, ViewRelay views, TopologyTiming timing) {
    this(channel, views, timing, TopologyProbe.NONE);
  }

  ClusterTopologies(
      ClusterChannel channel, ViewRelay views, TopologyTiming timing, TopologyProbe probe) {
    this.channel = channel;
    this.views = views;
    this.probe = probe;
    this.link = new ControlLink(channel, timing);
    this.participations = new Participations(link, timing, probe);
  }

  /** Begins to listen; to be called before the channel starts. */
  public void start() {
    channel.serve(CacheId.CONTROL, new ControlHandler());
    views.listen(view -> link.run(() -> see(view)));
  }

  /**
   * Begins to run a cache at this member.
   *
   * @param copies how many owners each segment should have, if there are enough members; at least 1
   * @param follower is told each topology, before the future completes too
   * @return the cache's topology, once this member is in one that is in force; fails with a {@link
   *     javax.cache.CacheException} if the other members have the cache set up otherwise, if this member's clock is too far
   *     off, if the cache is run here already, or if it takes too long
   */
  public CompletableFuture<CacheTopology> join(
      String cache, Fingerprint fingerprint, int copies, TopologyFollower follower) {
    Registration wanted = new Registration(
        requireNonNull(cache, "cache is null"),
        1,
        requireNonNull(fingerprint, "fingerprint is null"),
        copies);
    requireNonNull(follower, "follower is null");
    if (copies < 1) {
      throw new IllegalArgumentException("copies must be at least 1: " + copies);
    }
    return called(() -> participations.join(wanted, follower));
  }

  /**
   * Ceases to run a cache at this member, once others have what it keeps.
   *
   * @return completes when this member may drop everything: as a topology without it is in force, as nobody is left to be
   *     handed anything, or as it took too long. At once, if the cache is not run here
   */
  public CompletableFuture<Void> leave(String cache) {
    requireNonNull(cache, "cache is null");
    return called(() -> participations.leave(cache));
  }

  /**
   * Tells that this member now has all of some segments of which it was an incomplete owner. Passed over where that was taken
   * away from it meanwhile, or is known.
   *
   * @param topology the topology in which it became complete, which it had installed
   */
  public void completed(String cache, TopologyName topology, Collection<Integer> segments) {
    List<Integer> copy = List.copyOf(segments);
    requireNonNull(topology, "topology is null");
    requireNonNull(cache, "cache is null");
    link.run(() -> participations.completed(cache, topology, copy));
  }

  /** Ceases at once to run caches and to coordinate, and hands nothing over. Does not close the channel. */
  @Override
  public void close() {
    link.run(() -> {
      channel.retire(CacheId.CONTROL);
      participations.close();
      endReign();
      link.close();
    });
  }

  private <T> CompletableFuture<T> called(Supplier<CompletableFuture<T>> task) {
    CompletableFuture<CompletableFuture<T>> result = new CompletableFuture<>();
    link.run(() -> result.complete(task.get()));
    return result.thenCompose(Function.identity());
  }

  private void see(View view) {
    if (link.isClosed()) {
      return;
    }
    if (view.isMerge()) {
      log.log(
          System.Logger.Level.WARNING,
          "members that did not see each other for a while have met again; of what both sides"
              + " have changed meanwhile one change is lost: " + view.mergedFrom());
    }
    @Nullable NodeId before = link.coordinator();
    link.see(view);
    boolean isReigning = view.coordinator().equals(link.self());
    if (!isReigning || view.isMerge()) {
      endReign();
    }
    if (isReigning) {
      reign().see(view);
    }
    if (!view.coordinator().equals(before)) {
      participations.startAnew();
    }
  }

  private Reign reign() {
    Reign current = reign;
    if (current == null) {
      reigns++;
      current = new Reign(link, reigns, probe);
      reign = current;
    }
    return current;
  }

  private void endReign() {
    @Nullable Reign ending = reign;
    if (ending != null) {
      reign = null;
      ending.end();
    }
  }

  /** Takes control messages from the network, and hands them over to the thread. */
  private final class ControlHandler implements ClusterChannel.Handler {

    @Override
    public CompletableFuture<byte[]> asked(NodeId from, byte[] body)
        throws MalformedFrameException {
      ControlMessage message = ControlMessage.of(body);
      return called(() -> message.serve(from, desk)).thenApply(Answer::toBytes);
    }

    @Override
    public void told(NodeId from, byte[] body) throws MalformedFrameException {
      throw new MalformedFrameException("a notice about topologies, where there are none");
    }
  }

  /** Hands messages to whom they are for. */
  private final class Desk implements ControlService {

    @Override
    public CompletableFuture<Answer> join(NodeId from, ControlMessage.Join message) {
      return atReign(current -> current.join(from, message));
    }

    @Override
    public CompletableFuture<Answer> leave(NodeId from, ControlMessage.Leave message) {
      return atReign(current -> current.leave(from, message));
    }

    @Override
    public CompletableFuture<Answer> completed(NodeId from, ControlMessage.Completed message) {
      return atReign(current -> current.completed(from, message));
    }

    private CompletableFuture<Answer> atReign(Function<Reign, CompletableFuture<Answer>> request) {
      @Nullable Reign current = reign;
      return current == null
          ? CompletableFuture.completedFuture(Answer.ELSEWHERE)
          : request.apply(current);
    }

    @Override
    public CompletableFuture<Answer> query(NodeId from, ControlMessage.Query message) {
      return CompletableFuture.completedFuture(participations.query(from, message));
    }

    @Override
    public CompletableFuture<Answer> install(NodeId from, ControlMessage.Install message) {
      return participations.install(from, message);
    }

    @Override
    public CompletableFuture<Answer> activate(NodeId from, ControlMessage.Activate message) {
      return CompletableFuture.completedFuture(participations.activate(from, message));
    }
  }
}
