// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.MPING;
import org.jgroups.util.Util;

/**
 * Discovery by multicast that does what our settings say, whatever JGroups' system properties do, and that closes both its
 * sockets, not only the one that listens. Thread-safe.
 */
final class MulticastDiscovery extends MPING {

  private static final int HOPS_ON_THIS_MACHINE = 0;
  private static final int HOPS_ON_THE_NETWORK = 2;

  private final Discovery.Multicast multicast;
  private final Binding binding;

  MulticastDiscovery(Discovery.Multicast multicast, Binding binding) {
    this.multicast = multicast;
    this.binding = binding;
    setId(ClassConfigurator.getProtocolId(MPING.class));
  }

  @Override
  public String getName() {
    return "MPING";
  }

  @Override
  public void start() throws Exception {
    setBindAddr(binding.address());
    setMcastAddr(multicast.group());
    setMcastPort(multicast.port());
    setTTL(binding.isLoopback() ? HOPS_ON_THIS_MACHINE : HOPS_ON_THE_NETWORK);
    super.start();
  }

  @Override
  public void stop() {
    super.stop();
    Util.close(mcast_send_sock);
  }
}
