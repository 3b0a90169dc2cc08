// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.message;

import io.github.lungo.cluster.message.RequestFailedException.Reason;
import io.github.lungo.cluster.transport.NodeId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A request of this member that waits for its answer. Thread-safe. */
final class OpenRequest {
  private final NodeId peer;
  private final int cache;
  private final byte[] body;
  private final long patienceOnceAcknowledged;
  private final CompletableFuture<byte[]> answer = new CompletableFuture<>();
  private volatile long deadline;
  private volatile long repeatAt;
  private volatile boolean isAcknowledged;

  /**
   * @param now nanoseconds of the channel's clock, which all its times are
   * @param patience how long to wait for a sign of life
   * @param patienceOnceAcknowledged how long to wait for the answer of a peer that has given one
   */
  OpenRequest(
      NodeId peer,
      int cache,
      byte[] body,
      long now,
      Duration patience,
      Duration patienceOnceAcknowledged) {
    this.peer = peer;
    this.cache = cache;
    this.body = body;
    this.deadline = now + patience.toNanos();
    this.patienceOnceAcknowledged = patienceOnceAcknowledged.toNanos();
  }

  NodeId peer() {
    return peer;
  }

  CompletableFuture<byte[]> answer() {
    return answer;
  }

  byte[] frame(long id) {
    return new Envelope(Envelope.Kind.REQUEST, cache, id, body).toFrame();
  }

  void sent(long now, long repeatAfter) {
    repeatAt = now + repeatAfter;
  }

  boolean isToRepeat(long now) {
    return now - repeatAt >= 0;
  }

  boolean isLate(long now) {
    return now - deadline >= 0;
  }

  /** The peer is at work: it is given its time from now on, once. */
  void acknowledged(long now) {
    if (!isAcknowledged) {
      isAcknowledged = true;
      deadline = now + patienceOnceAcknowledged;
    }
  }

  void fail(Reason reason, String message) {
    answer.completeExceptionally(new RequestFailedException(reason, peer, message));
  }
}
