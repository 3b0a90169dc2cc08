// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.io.DataInput;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.PhysicalAddress;
import org.jgroups.blocks.cs.Connection;
import org.jgroups.protocols.TCP;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jgroups.util.MessageBatch;

/**
 * TCP on which a peer that takes nothing holds up nobody else for long, and whose frames are checked before they are
 * decoded. On the wire it is JGroups' own TCP. Thread-safe.
 */
final class GuardedTcp extends TCP {
  /*
   * One thread of JGroups writes to all peers. A peer that is cut off or stopped takes what its buffers hold, and then the
   * write to it waits, for a quarter of an hour; heartbeats to the living wait behind it, and so does the view without the
   * dead one, as installing it closes its connection, and closing writes a goodbye. So:
   *
   * - A write that takes longer than the limit is aborted: its connection is closed, without a goodbye.
   * - Nobody suspects the peer for that, as it may be alive and slow: its silence decides, or its closed sockets. Until it
   *   gives a sign of life, a connection of its own, or is out of the view, nothing is written to it; what is lost is
   *   repeated by the protocols above.
   * - The connections of those who left are closed without a goodbye.
   */
  private static final int MAXIMUM_FRAME = 1024 * 1024;

  private final Binding binding;
  private final WriteWatch watch;
  private final Duration interval;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopped = new CountDownLatch(1);

  GuardedTcp(Binding binding, Deadlines deadlines) {
    this.binding = binding;
    this.watch = new WriteWatch(deadlines.write(), deadlines.silence(), System::nanoTime);
    this.interval = deadlines.write().dividedBy(4);
    setMaxLength(MAXIMUM_FRAME);
    listenThere();
  }

  @Override
  public String getName() {
    return "TCP";
  }

  @Override
  public void start() throws Exception {
    listenThere();
    super.start();
    getThreadFactory().newThread(this::watchWrites, "write-watch").start();
  }

  @Override
  public void stop() {
    goodbye(super::stop);
    stopped.countDown();
  }

  @Override
  protected void handleDisconnect() {
    goodbye(super::handleDisconnect);
  }

  @Override
  public void send(Address peer, byte[] data, int offset, int length) throws Exception {
    if (watch.isAvoided(peer)) {
      return;
    }
    WriteWatch.Write write = watch.begin(() -> giveUp(peer));
    try {
      super.send(peer, data, offset, length);
    } catch (IOException failure) {
      watch.failed(peer, write);
      throw failure;
    } finally {
      watch.end(write);
    }
  }

  @Override
  public void retainAll(Collection<Address> members) {
    close(peer -> !members.contains(peer) && !is_member.test((PhysicalAddress) peer));
    super.retainAll(members);
  }

  @Override
  public void connectionEstablished(Connection connection) {
    connections.add(connection);
    watch.seen(connection.peerAddress());
    super.connectionEstablished(connection);
  }

  @Override
  public void connectionClosed(Connection connection) {
    connections.remove(connection);
    super.connectionClosed(connection);
  }

  /** Decodes a frame that another member, or a stranger, has sent; throws where it is none, and so closes the connection. */
  @Override
  public void receive(Address sender, DataInput in, int length) throws Exception {
    if (length < Short.BYTES + Byte.BYTES || length > MAXIMUM_FRAME) {
      throw new IOException(
          "a frame must have between 3 and " + MAXIMUM_FRAME + " bytes: " + length);
    }
    byte[] frame = new byte[length];
    in.readFully(frame);
    if (Objects.equals(local_physical_addr, sender)) {
      return;
    }
    try {
      decode(sender, new ByteArrayDataInputStream(frame));
    } catch (Exception refusal) {
      // JGroups would end the connection without a word.
      log.warn(
          "%s: refused a frame of %s, which ends its connection: %s", local_addr, sender, refusal);
      throw refusal;
    }
  }

  /** Says where to listen; once more at start, as JGroups lets its system properties overrule it, past our checks. */
  private void listenThere() {
    setClientBindAddr(binding.address());
    setBindAddr(binding.address());
    setBindPort(binding.port());
    setPortRange(binding.portRange());
    setExternalAddr(null);
    setExternalPort(0);
  }

  private void decode(Address sender, ByteArrayDataInputStream in) throws Exception {
    if (!versionMatch(in.readShort(), sender)) {
      return;
    }
    int flags = in.readByte();
    boolean isMulticast = (flags & MULTICAST) != 0;
    if ((flags & LIST) != 0) {
      for (MessageBatch batch : WireFormat.readBatches(in, isMulticast)) {
        msg_stats.received(batch);
        processBatch(batch, batch.mode() == MessageBatch.Mode.OOB);
      }
      return;
    }
    Message message = WireFormat.readMessage(in);
    if (isMulticast || !unicastDestMismatch(message.getDest())) {
      msg_stats.received(message);
      msgProcessingPolicy().process(message, message.isFlagSet(Message.Flag.OOB));
    }
  }

  private void watchWrites() {
    try {
      while (!stopped.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
        watch.look();
        connections.removeIf(Connection::isClosed);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveUp(Address peer) {
    watch.avoid(peer);
    close(peer::equals);
  }

  /** Closes what writes a goodbye to each peer, which some may never take. */
  private void goodbye(Runnable closing) {
    WriteWatch.Write write = watch.begin(() -> close(peer -> true));
    try {
      closing.run();
    } finally {
      watch.end(write);
    }
  }

  /** Closes connections without a goodbye, and without a suspicion. */
  private void close(Predicate<Address> peers) {
    for (Connection connection : connections) {
      if (peers.test(connection.peerAddress())) {
        connection.setClosedGracefully(true);
        abort(connection);
      }
    }
  }

  private void abort(Connection connection) {
    try {
      connection.close(false);
    } catch (IOException failure) {
      log.debug("%s: closing %s failed: %s", local_addr, connection, failure);
    }
  }
}
