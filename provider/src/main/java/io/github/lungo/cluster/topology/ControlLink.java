// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.View;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** This member's end of the control protocol, with its newest view and its one thread. Confined to that thread. */
final class ControlLink {
  private static final System.Logger log = System.getLogger(ControlLink.class.getName());

  private final ClusterChannel channel;
  private final TopologyTiming timing;
  private @Nullable View view;
  private boolean isClosed;

  ControlLink(ClusterChannel channel, TopologyTiming timing) {
    this.channel = channel;
    this.timing = timing;
  }

  NodeId self() {
    return channel.self();
  }

  /** Returns the milliseconds since 1970, by this member's clock. */
  long timeOfDay() {
    return timing.timeOfDay().millis();
  }

  void see(View newest) {
    view = newest;
  }

  boolean isMember(NodeId node) {
    return view != null && view.members().contains(node);
  }

  /** Returns who coordinates in the newest view, or null before the first. */
  @Nullable
  NodeId coordinator() {
    return view == null ? null : view.coordinator();
  }

  boolean isCoordinator(NodeId node) {
    return node.equals(coordinator());
  }

  boolean isClosed() {
    return isClosed;
  }

  /** Lets nothing be answered or happen later any more. */
  void close() {
    isClosed = true;
  }

  /** Runs a task on the thread; from any thread. */
  void run(Runnable task) {
    timing.thread().execute(task);
  }

  /** Runs a task on the thread, unless the end has come before. */
  private void runIfOpen(Runnable task) {
    run(() -> {
      if (!isClosed) {
        task.run();
      }
    });
  }

  /** Runs a task on the thread, after a while. */
  void later(Duration delay, Runnable task) {
    var unused = timing.alarm().set(delay, () -> runIfOpen(task));
  }

  /**
   * Asks a member, be it this one.
   *
   * @param patience how long to wait for the answer, once there was a sign of life
   * @param answered is told the answer on the thread: {@link Answer#ELSEWHERE} if there is none
   */
  void ask(NodeId to, ControlMessage message, Duration patience, Consumer<Answer> answered) {
    CompletableFuture<byte[]> answer =
        channel.request(to, CacheId.CONTROL, message.toBytes(), TopologyTiming.PATIENCE, patience);
    var unused = answer.whenComplete((body, failure) -> {
      Answer read = failure == null ? read(to, body) : unanswered(to, failure);
      runIfOpen(() -> answered.accept(read));
    });
  }

  private static Answer unanswered(NodeId peer, Throwable failure) {
    log.log(System.Logger.Level.DEBUG, () -> "no answer from " + peer + ": " + failure);
    return Answer.ELSEWHERE;
  }

  private static Answer read(NodeId from, byte[] body) {
    try {
      return Answer.of(body);
    } catch (MalformedFrameException malformed) {
      log.log(
          System.Logger.Level.WARNING,
          "an answer about topologies from " + from + " makes no sense: " + malformed.getMessage());
      return Answer.ELSEWHERE;
    }
  }
}
