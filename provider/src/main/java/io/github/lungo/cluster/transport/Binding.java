// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a member listens: the first free port of a range, on one address of this machine. Immutable.
 *
 * @param address an address of this machine, never the wildcard
 * @param port the first port to try, 1 to 65535
 * @param portRange how many ports after it to try, too
 */
public record Binding(InetAddress address, int port, int portRange) {
  private static final int MAXIMUM_PORT = 65535;
  private static final int DEFAULT_PORT = 7800;
  private static final int DEFAULT_RANGE = 50;

  /** Checks address and ports. */
  public Binding {
    requireNonNull(address, "address is null");
    if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
      throw new IllegalArgumentException(
          "bindAddress must be one address of this machine: " + address.getHostAddress());
    }
    if (port < 1 || port > MAXIMUM_PORT) {
      throw new IllegalArgumentException("bindPort must be between 1 and 65535: " + port);
    }
    if (portRange < 0 || portRange > MAXIMUM_PORT - port) {
      throw new IllegalArgumentException(
          "portRange must be between 0 and " + (MAXIMUM_PORT - port) + ": " + portRange);
    }
  }

  /** Returns the ports 7800 to 7850 on the loopback interface, which no other machine reaches. */
  public static Binding loopback() {
    return of("127.0.0.1", DEFAULT_PORT, DEFAULT_RANGE);
  }

  /**
   * Looks a host up.
   *
   * @throws IllegalArgumentException if its name is unknown, or address or ports will not do
   */
  public static Binding of(String host, int port, int portRange) {
    requireNonNull(host, "host is null");
    try {
      return new Binding(InetAddress.getByName(host), port, portRange);
    } catch (UnknownHostException unknown) {
      throw new IllegalArgumentException("bindAddress is an unknown host: " + host, unknown);
    }
  }

  int lastPort() {
    return port + portRange;
  }

  boolean isLoopback() {
    return address.isLoopbackAddress();
  }

  /** Returns it for people: {@code 127.0.0.1:7800-7850}. */
  @Override
  public String toString() {
    String ports = portRange == 0 ? "" : "-" + lastPort();
    return address.getHostAddress() + ":" + port + ports;
  }
}
