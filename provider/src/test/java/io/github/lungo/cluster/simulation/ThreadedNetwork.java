// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.Transport;
import io.github.lungo.cluster.transport.View;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** A network in this process, whose frames arrive on threads of their own. Thread-safe. */
public final class ThreadedNetwork implements AutoCloseable {
  private final Map<NodeId, Transport.Receiver> receivers = new ConcurrentHashMap<>();
  private final Set<NodeId> deaf = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  /** Returns the identity of a member, named n1 and so on. */
  public static NodeId node(int number) {
    return new NodeId(new UUID(0, number), "n" + number);
  }

  /** Returns the way of a member into the network. */
  public Transport transport(NodeId self) {
    return new Transport() {
      @Override
      public NodeId self() {
        return self;
      }

      @Override
      public void start(Receiver receiver) {
        receivers.put(self, receiver);
      }

      @Override
      public void send(NodeId to, byte[] frame, Kind kind) {
        if (!deaf.contains(to)) {
          deliver(() -> receivers.get(to).received(self, frame));
        }
      }

      @Override
      public int maximumFrameBytes() {
        return 8 << 20;
      }

      @Override
      public void close() {}
    };
  }

  private void deliver(Runnable frame) {
    try {
      threads.execute(frame);
    } catch (RejectedExecutionException closed) { // and the frame is lost
      assertThat(threads.isShutdown()).isTrue();
    }
  }

  /** Tells all who the members are. */
  public void view(List<NodeId> members) {
    receivers
        .values()
        .forEach(receiver -> receiver.viewChanged(View.of(members.get(0), 1, members)));
  }

  /** Lets nothing arrive at a member any more. */
  public void deafen(NodeId node) {
    deaf.add(node);
  }

  /** Lets what is sent to a member arrive again. */
  public void undeafen(NodeId node) {
    deaf.remove(node);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
