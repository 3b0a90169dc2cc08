// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.UpHandler;
import org.jgroups.View;
import org.jspecify.annotations.Nullable;

/**
 * The channel of a member of Lungo's cluster with nothing of Lungo above it: what one request and its answer cost before
 * anything is done for it. It has the very protocols that members have, which is why it is in their package. Thread-safe.
 */
public final class BareChannel implements AutoCloseable {
  private static final long SECONDS = 10;

  private final int bytes;
  private final String cluster;
  private final OwnSockets sockets = new OwnSockets();
  private final JChannel channel;
  private final AtomicLong lastRequest = new AtomicLong();
  private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
  private volatile List<Address> others = List.of();

  /** A request, and how many are still to answer it. */
  private record Waiting(AtomicLong missing, CompletableFuture<Void> answered) {
    void answer() {
      if (missing.decrementAndGet() == 0) {
        answered.complete(null);
      }
    }
  }

  /**
   * Makes one that has not joined.
   *
   * @param port the first to try, and that of multicasts
   * @param bytes how long each message is
   */
  public BareChannel(String cluster, String host, int port, int portRange, int bytes)
      throws Exception {
    this.bytes = bytes;
    this.cluster = cluster;
    var settings = new ClusterSettings(
        cluster,
        Binding.of(host, port, portRange),
        Startup.by(Discovery.Multicast.of("239.64.32.16", port)),
        false,
        Deadlines.DEFAULT);
    channel = new JGroupsStack(settings, sockets, JGroupsTransport.MAXIMUM_FRAME).newChannel();
  }

  /** Joins. */
  public void start() throws Exception {
    channel.setUpHandler(new Above());
    channel.connect(cluster);
  }

  /** Returns how many other members there are. */
  public int others() {
    return others.size();
  }

  /** Asks that many others the same, and waits for their answers. */
  public void ask(int howMany) throws Exception {
    long number = lastRequest.incrementAndGet();
    var request = new Waiting(new AtomicLong(howMany), new CompletableFuture<>());
    waiting.put(number, request);
    List<Address> asked = others;
    for (int i = 0; i < howMany; i++) {
      channel.send(message(asked.get(i), true, number).setFlag(Message.Flag.OOB));
    }
    request.answered().get(SECONDS, TimeUnit.SECONDS);
    waiting.remove(number);
  }

  private Message message(Address to, boolean isRequest, long number) {
    byte[] content = ByteBuffer.allocate(bytes)
        .put((byte) (isRequest ? 1 : 0))
        .putLong(number)
        .array();
    return new BytesMessage(to, content);
  }

  @Override
  public void close() {
    channel.close();
    sockets.close();
  }

  /** Answers requests on the thread of JGroups that brought them, as Lungo does. */
  private final class Above implements UpHandler {
    @Override
    public UpHandler setLocalAddress(@Nullable Address address) {
      return this;
    }

    @Override
    public @Nullable Object up(Event event) {
      if (event.getType() == Event.VIEW_CHANGE) {
        View view = event.getArg();
        List<Address> present = new ArrayList<>(view.getMembers());
        present.remove(channel.getAddress());
        others = List.copyOf(present);
      }
      return null;
    }

    @Override
    public @Nullable Object up(Message message) {
      ByteBuffer content =
          ByteBuffer.wrap(message.getArray(), message.getOffset(), message.getLength());
      boolean isRequest = content.get() == 1;
      long number = content.getLong();
      if (!isRequest) {
        @Nullable Waiting request = waiting.get(number);
        if (request != null) {
          request.answer();
        }
        return null;
      }
      try {
        channel.send(
            message(message.getSrc(), false, number).setFlag(Message.Flag.OOB, Message.Flag.NO_FC));
      } catch (Exception closed) {
        throw new IllegalStateException("cannot answer", closed);
      }
      return null;
    }
  }
}
