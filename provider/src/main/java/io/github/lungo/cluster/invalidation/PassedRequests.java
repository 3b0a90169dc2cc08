// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Passes requests to what is made after it; serves nobody before. Thread-safe. */
final class PassedRequests implements ClusterChannel.Handler {
  private volatile ClusterChannel.@Nullable Handler handler;

  void to(ClusterChannel.Handler next) {
    handler = next;
  }

  private ClusterChannel.Handler handler() {
    return Objects.requireNonNull(handler, "nobody serves requests yet");
  }

  @Override
  public CompletableFuture<byte[]> asked(NodeId from, byte[] body) throws MalformedFrameException {
    return handler().asked(from, body);
  }

  @Override
  public void told(NodeId from, byte[] body) throws MalformedFrameException {
    handler().told(from, body);
  }
}
