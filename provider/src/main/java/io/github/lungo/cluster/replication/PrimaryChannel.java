// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.NodeId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks the primaries on other members, for callers on this one. Thread-safe. */
final class PrimaryChannel<K, V> {
  /** Callers have deadlines of their own. */
  private static final Duration ALWAYS = Duration.ofDays(1_000);

  private final ClusterChannel channel;
  private final int cache;
  private final Forms<K, V> forms;
  private final CallerForm<K, V> answers;

  PrimaryChannel(ClusterChannel channel, int cache, Forms<K, V> forms, CallerForm<K, V> answers) {
    this.channel = channel;
    this.cache = cache;
    this.forms = forms;
    this.answers = answers;
  }

  NodeId self() {
    return channel.self();
  }

  boolean isSelf(NodeId member) {
    return member.equals(channel.self());
  }

  /** Begins a request. */
  FrameWriter head(RequestKind kind, Topology topology) {
    FrameWriter writer = new FrameWriter().writeByte(kind.code());
    UpdateForm.write(writer, topology.name());
    return writer;
  }

  /** Begins a request about a key. */
  FrameWriter keyed(RequestKind kind, Topology topology, K key) {
    FrameWriter writer = head(kind, topology);
    forms.writeKey(writer, key);
    return writer;
  }

  /** Sends a request; fails with what the primary has failed with, or with a {@link MovedException}. */
  <T> CompletableFuture<T> ask(NodeId primary, FrameWriter request, CallerForm.Body<T> body) {
    return ask(primary, request, body, ALWAYS);
  }

  /**
   * Does the same.
   *
   * @param patience how long to wait for the acknowledgement
   */
  <T> CompletableFuture<T> ask(
      NodeId primary, FrameWriter request, CallerForm.Body<T> body, Duration patience) {
    return channel
        .request(primary, cache, request.toBytes(), patience, ALWAYS)
        .thenApply(answer -> answers.read(answer, body));
  }
}
