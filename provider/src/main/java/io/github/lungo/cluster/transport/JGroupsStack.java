// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.net.InetSocketAddress;
import java.util.List;
import javax.cache.CacheException;
import org.jgroups.JChannel;
import org.jgroups.protocols.BasicTCP;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.TransferQueueBundler;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.LargestWinningPolicy;
import org.jgroups.stack.Protocol;

/**
 * The protocols of a member and how they are set, bottom first. Immutable.
 */
final class JGroupsStack {
  private static final int BUNDLE_BYTES = 64_000;

  /**
   * Bytes that may be under way to a member before it says that it has them. Over small messages they must not be more than
   * the bundler holds: it drops what it has no room for, which is repeated only when somebody misses it.
   */
  private static final int CREDITS = 1_000_000;

  private static final int BUNDLER_CAPACITY = 65_536;
  private static final double CREDITS_LEFT = 0.4;
  private static final int MAXIMUM_THREADS = 200;
  private static final int CONNECT_MILLIS = 300;
  private static final int VERIFY_MILLIS = 500;
  private static final int RETRANSMIT_MILLIS = 200;
  private static final int CLOSE_MILLIS = 5_000;
  private static final int STABILITY_MILLIS = 5_000;
  private static final int MERGE_MINIMUM_MILLIS = 1_000;
  private static final int MERGE_MAXIMUM_MILLIS = 3_000;

  /** Fewer have members that start together begin clusters of their own. */
  private static final int DISCOVERY_RUNS = 3;

  private final ClusterSettings settings;
  private final OwnSockets sockets;
  private final int maximumFrameBytes;

  JGroupsStack(ClusterSettings settings, OwnSockets sockets, int maximumFrameBytes) {
    this.settings = settings;
    this.sockets = sockets;
    this.maximumFrameBytes = maximumFrameBytes;
  }

  /** Returns a channel that is not connected. */
  JChannel newChannel() throws Exception {
    Deadlines deadlines = settings.deadlines();
    List<Protocol> protocols = List.of(
        transport(),
        settings.discovery().with(this::asking, this::asking),
        new MERGE3().setMinInterval(MERGE_MINIMUM_MILLIS).setMaxInterval(MERGE_MAXIMUM_MILLIS),
        new FD_ALL3()
            .setTimeout(deadlines.silence().toMillis())
            .setInterval(deadlines.heartbeat().toMillis()),
        new VERIFY_SUSPECT2().setTimeout(VERIFY_MILLIS),
        new NAKACK2().useMcastXmit(false).setXmitInterval(RETRANSMIT_MILLIS),
        new UNICAST3().setXmitInterval(RETRANSMIT_MILLIS).setConnCloseTimeout(CLOSE_MILLIS),
        new STABLE().setDesiredAverageGossip(STABILITY_MILLIS).setMaxBytes(CREDITS),
        membership(),
        new UFC().setMaxCredits(CREDITS).setMinThreshold(CREDITS_LEFT),
        new MFC().setMaxCredits(CREDITS).setMinThreshold(CREDITS_LEFT),
        new BoundedFragments(maximumFrameBytes));
    return new JChannel(protocols);
  }

  private BasicTCP transport() {
    Deadlines deadlines = settings.deadlines();
    BasicTCP transport = new GuardedTcp(settings.binding(), deadlines);
    transport.setSocketFactory(sockets);
    transport
        .tcpNodelay(true)
        .setSockConnTimeout(CONNECT_MILLIS)
        .setValue("enable_suspect_events", true)
        .setValue("log_details", false);
    TransferQueueBundler bundler = new TransferQueueBundler();
    bundler.setCapacity(BUNDLER_CAPACITY);
    bundler.setMaxSize(BUNDLE_BYTES);
    transport.setBundler(bundler);
    // On JDK 21 as on 17: a bound that holds, and threads that were measured.
    transport.useVirtualThreads(false);
    transport.getThreadPool().setMaxThreads(MAXIMUM_THREADS);
    return transport;
  }

  private Protocol asking(Discovery.Multicast multicast) {
    return new MulticastDiscovery(settings, multicast).numDiscoveryRuns(DISCOVERY_RUNS);
  }

  private Protocol asking(Discovery.Hosts hosts) {
    List<InetSocketAddress> addresses = hosts.addresses().stream()
        .map(host -> new InetSocketAddress(host.getHostString(), host.getPort()))
        .filter(host -> !host.isUnresolved())
        .toList();
    if (addresses.isEmpty()) {
      throw new CacheException("cluster '" + settings.clusterName()
          + "': no host to ask has a known name, " + hosts + "; check hosts");
    }
    return new TCPPING()
        .setInitialHosts(addresses)
        .setPortRange(0)
        .numDiscoveryRuns(DISCOVERY_RUNS)
        .asyncDiscovery(true);
  }

  private Protocol membership() {
    return new GMS()
        .setJoinTimeout(settings.deadlines().join().toMillis())
        .printLocalAddress(false)
        .printPhysicalAddress(false)
        .setMembershipChangePolicy(new LargestWinningPolicy());
  }
}
