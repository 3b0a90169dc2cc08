// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.MulticastSocket;
import java.net.SocketException;
import javax.cache.CacheException;
import org.jgroups.Message;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.MPING;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jgroups.util.Util;

/**
 * Discovery by multicast that does what our settings say, whatever JGroups' system properties do, reads datagrams as we read
 * frames, closes both its sockets, not only the one that listens, and knows whether multicast works at all. Thread-safe.
 */
final class MulticastDiscovery extends MPING {
  private static final int HOPS_ON_THIS_MACHINE = 0;
  private static final int HOPS_ON_THE_NETWORK = 2;
  private static final int MAXIMUM_DATAGRAM = 65_535;

  private final ClusterSettings settings;
  private final Discovery.Multicast multicast;
  private volatile boolean hearsItself;

  MulticastDiscovery(ClusterSettings settings, Discovery.Multicast multicast) {
    this.settings = settings;
    this.multicast = multicast;
    setId(ClassConfigurator.getProtocolId(MPING.class));
  }

  @Override
  public String getName() {
    return "MPING";
  }

  @Override
  public void start() {
    Binding binding = settings.binding();
    setBindAddr(binding.address());
    setMcastAddr(multicast.group());
    setMcastPort(multicast.port());
    setTTL(binding.isLoopback() ? HOPS_ON_THIS_MACHINE : HOPS_ON_THE_NETWORK);
    try {
      super.start();
    } catch (Exception failure) {
      throw new CacheException(
          "cluster '" + settings.clusterName() + "': there is no " + multicast + " from "
              + binding.address().getHostAddress() + ": " + failure.getMessage()
              + "; set another multicastPort, or "
              + Discovery.NAME_THE_HOSTS,
          failure);
    }
  }

  @Override
  public void stop() {
    super.stop();
    Util.close(mcast_send_sock);
  }

  /** Returns whether a question of this very member came back, as all do where multicast works. */
  boolean hearsItself() {
    return hearsItself;
  }

  /** Hears others until stopped. */
  @Override
  public void run() {
    DatagramPacket datagram = new DatagramPacket(new byte[MAXIMUM_DATAGRAM], MAXIMUM_DATAGRAM);
    MulticastSocket socket = mcast_receive_sock;
    while (socket != null && !socket.isClosed()) {
      datagram.setLength(MAXIMUM_DATAGRAM);
      try {
        socket.receive(datagram);
        heard(read(datagram));
      } catch (SocketException closed) {
        return;
      } catch (Exception noise) {
        log.debug("%s: not a datagram of discovery: %s", local_addr, noise);
      }
    }
  }

  private void heard(Message message) {
    if (message.getSrc().equals(local_addr)) {
      hearsItself = true;
    } else {
      up(message);
    }
  }

  private static Message read(DatagramPacket datagram) throws IOException, ClassNotFoundException {
    return WireFormat.readQuestion(new ByteArrayDataInputStream(
        datagram.getData(), datagram.getOffset(), datagram.getLength()));
  }
}
