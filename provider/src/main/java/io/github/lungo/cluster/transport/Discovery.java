// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a member finds others when it starts. Immutable. Prints what it does, for messages. */
public sealed interface Discovery {

  /** What to do where there is no multicast. */
  String NAME_THE_HOSTS = "name hosts of members instead, such as hosts = [\"127.0.0.1:7800\"]";

  /** Returns what is made of the one or the other kind. */
  <T> T with(Function<Multicast, T> multicast, Function<Hosts, T> hosts);

  /** Returns whether it can work from that address, as far as one can tell beforehand. */
  boolean worksFrom(InetAddress address);

  /** Returns the question to whoever listens to 239.64.32.16:46655. */
  static Discovery multicast() {
    return Multicast.of("239.64.32.16", 46655);
  }

  /**
   * Asks by multicast, which needs no other setting. It stays on this machine where the member is bound to loopback.
   *
   * @param group the multicast address
   * @param port 1 to 65535
   */
  record Multicast(InetAddress group, int port) implements Discovery {

    /** Checks address and port. */
    public Multicast {
      requireNonNull(group, "group is null");
      if (!group.isMulticastAddress()) {
        throw new IllegalArgumentException(
            "multicastAddress must be a multicast address, such as 239.64.32.16: "
                + group.getHostAddress());
      }
      checkPort("multicastPort", port);
    }

    /** Looks the address up. */
    public static Multicast of(String group, int port) {
      requireNonNull(group, "group is null");
      try {
        return new Multicast(InetAddress.getByName(group), port);
      } catch (UnknownHostException unknown) {
        throw new IllegalArgumentException(
            "multicastAddress is an unknown host: " + group, unknown);
      }
    }

    @Override
    public boolean worksFrom(InetAddress address) {
      return address.getClass().equals(group.getClass());
    }

    @Override
    public <T> T with(Function<Multicast, T> multicast, Function<Hosts, T> hosts) {
      return multicast.apply(this);
    }

    @Override
    public String toString() {
      return "multicast to " + group.getHostAddress() + ":" + port;
    }
  }

  /**
   * Asks the hosts of a list. Each member should know some that are up; all need not know all.
   *
   * @param addresses at least one; each is looked up at start
   */
  record Hosts(List<InetSocketAddress> addresses) implements Discovery {

    /** Copies and checks the list. */
    public Hosts {
      addresses = List.copyOf(addresses);
      if (addresses.isEmpty()) {
        throw new IllegalArgumentException(
            "hosts must name at least one host, such as 10.0.0.5:7800");
      }
      addresses.forEach(
          address -> checkPort("the port of " + address.getHostString(), address.getPort()));
    }

    @Override
    public boolean worksFrom(InetAddress address) {
      return true;
    }

    @Override
    public <T> T with(Function<Multicast, T> multicast, Function<Hosts, T> hosts) {
      return hosts.apply(this);
    }

    @Override
    public String toString() {
      return addresses.stream()
          .map(address -> address.getHostString() + ":" + address.getPort())
          .collect(Collectors.joining(", ", "asking ", ""));
    }
  }

  private static void checkPort(String name, int port) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(name + " must be between 1 and 65535: " + port);
    }
  }
}
