// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.util.Table;
import org.jspecify.annotations.Nullable;

/**
 * A member of a cluster over JGroups: one channel, raw, bytes only. Never holds up who sends: small replies go straight to
 * JGroups, without flow control, so that no reply waits for requests; all else waits in a box for each member, whose thread
 * JGroups may hold up. Thread-safe.
 */
final class JGroupsTransport implements Transport {
  static final int MAXIMUM_FRAME = 16 * 1024 * 1024;

  /** Beyond it, a reply keeps to flow control: else what a member asks for and does not take would pile up here. */
  static final int SMALL_REPLY = 1024;

  /** Beyond it, small replies do so too: 4 MiB of them. Members confirm five times a second. */
  static final int UNCONFIRMED = 4096;

  private static final int UUID_LENGTH = 36;
  private static final int NAME_LENGTH = 4;

  private final ClusterSettings settings;
  private final NodeId self;
  private final ClusterThreads threads;
  private final OwnSockets sockets = new OwnSockets();
  private final AddressBook addresses = new AddressBook();
  private final Map<NodeId, Outbox> outboxes = new ConcurrentHashMap<>();
  private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
  private volatile @Nullable Session session;

  /** Of the last view. Others may be asking, as they know a later one, but are not asked: they may be gone. */
  private volatile Set<NodeId> members = Set.of();

  private enum State {
    NEW,
    STARTED,
    CLOSED
  }

  /** What there is from start to close. */
  private record Session(
      JChannel channel, UNICAST3 unicast, Deliveries deliveries, Incoming incoming) {

    /** Returns whether a member confirms what it has slower than it is sent more. */
    boolean isSlow(Address member) {
      Table<Message> unconfirmed = unicast.getSendWindow(member);
      return unconfirmed != null && unconfirmed.size() >= UNCONFIRMED;
    }
  }

  private JGroupsTransport(ClusterSettings settings, NodeId self) {
    this.settings = settings;
    this.self = self;
    this.threads = new ClusterThreads(settings.clusterName());
  }

  /** Returns a member with a number of its own. */
  static JGroupsTransport of(ClusterSettings settings) {
    UUID uuid = UUID.randomUUID();
    String name = settings.binding().address().getHostAddress() + "/"
        + ProcessHandle.current().pid() + "-"
        + uuid.toString().substring(UUID_LENGTH - NAME_LENGTH);
    return new JGroupsTransport(settings, new NodeId(uuid, name));
  }

  @Override
  public NodeId self() {
    return self;
  }

  @Override
  public int maximumFrameBytes() {
    return MAXIMUM_FRAME;
  }

  @Override
  public void start(Receiver receiver) {
    requireNonNull(receiver, "receiver is null");
    if (!state.compareAndSet(State.NEW, State.STARTED)) {
      throw new IllegalStateException(
          "cluster '" + settings.clusterName() + "': this member was started or closed before");
    }
    Joining joining = new Joining(settings);
    joining.check();
    Startup startup = settings.startup();
    Deliveries deliveries = new Deliveries(receiver, threads.inOrder(), startup.minimumMembers());
    try {
      JChannel channel = new JGroupsStack(settings, sockets, MAXIMUM_FRAME).newChannel();
      Incoming incoming = new Incoming(addresses, deliveries, this::forgetWhoLeft);
      UNICAST3 unicast = channel.getProtocolStack().findProtocol(UNICAST3.class);
      session = new Session(channel, unicast, deliveries, incoming);
      channel.setName(self.name());
      channel.addAddressGenerator(() -> AddressBook.addressOf(self));
      channel.setUpHandler(incoming);
      channel.connect(settings.clusterName());
      requireOpen();
      View view =
          deliveries.sufficientView().get(startup.timeout().toMillis(), TimeUnit.MILLISECONDS);
      joining.report(view, isHeard(channel));
    } catch (TimeoutException tooFew) {
      release();
      throw joining.tooFew(members);
    } catch (InterruptedException interrupted) {
      release();
      Thread.currentThread().interrupt();
      throw joining.failed(interrupted);
    } catch (Exception failure) {
      release();
      throw joining.failed(failure);
    }
  }

  private void requireOpen() {
    if (state.get() == State.CLOSED) {
      throw new CancellationException();
    }
  }

  private static boolean isHeard(JChannel channel) {
    MulticastDiscovery multicast =
        channel.getProtocolStack().findProtocol(MulticastDiscovery.class);
    return multicast == null || multicast.hearsItself();
  }

  @Override
  public void send(NodeId to, byte[] frame, Kind kind) {
    requireNonNull(to, "to is null");
    if (frame.length > MAXIMUM_FRAME) {
      throw new IllegalArgumentException(
          "a frame must have at most " + MAXIMUM_FRAME + " bytes: " + frame.length);
    }
    Session current = session;
    if (current == null || state.get() == State.CLOSED) {
      return;
    }
    if (kind == Kind.REQUEST && !members.contains(to)) {
      return;
    }
    Address address = AddressBook.addressOf(to);
    boolean isSmallReply = kind == Kind.REPLY && frame.length <= SMALL_REPLY;
    if (isSmallReply && !to.equals(self) && !current.isSlow(address)) {
      transmit(current, address, frame, Message.Flag.OOB, Message.Flag.NO_FC);
    } else if (!outboxOf(current, to).put(frame)) {
      current.deliveries().overflowed(to);
    }
  }

  private Outbox outboxOf(Session current, NodeId to) {
    Outbox known = outboxes.get(to);
    return known != null ? known : outboxes.computeIfAbsent(to, node -> newOutbox(current, node));
  }

  private Outbox newOutbox(Session current, NodeId to) {
    if (to.equals(self)) {
      return new Outbox(threads, frame -> current.deliveries().received(self, frame));
    }
    Address address = AddressBook.addressOf(to);
    return new Outbox(threads, frame -> transmit(current, address, frame, Message.Flag.OOB));
  }

  private static void transmit(Session current, Address to, byte[] frame, Message.Flag... flags) {
    try {
      current.channel().send(new BytesMessage(to, frame).setFlag(flags));
    } catch (Exception closed) {
      // The channel is closed; the frame is lost, as frames to and from those who leave are.
      return;
    }
  }

  private void forgetWhoLeft(View view) {
    Set<NodeId> present = Set.copyOf(view.members());
    members = present;
    outboxes.entrySet().removeIf(entry -> {
      boolean isGone = !present.contains(entry.getKey());
      if (isGone) {
        entry.getValue().close();
      }
      return isGone;
    });
  }

  @Override
  public void close() {
    if (state.getAndSet(State.CLOSED) != State.CLOSED) {
      release();
    }
  }

  /** Lets go of all there is; once more where it was closed while it started. */
  private void release() {
    state.set(State.CLOSED);
    Session last = session;
    outboxes.values().forEach(Outbox::close);
    if (last != null) {
      last.deliveries().close();
      last.channel().close();
    }
    sockets.close();
    threads.close();
  }

  /** Returns how many messages came that were no frames. */
  long dropped() {
    return started().incoming().dropped();
  }

  /** Returns the channel, for tests. */
  JChannel channel() {
    return started().channel();
  }

  private Session started() {
    Session current = session;
    if (current == null) {
      throw new IllegalStateException("cluster '" + settings.clusterName() + "': not started");
    }
    return current;
  }
}
