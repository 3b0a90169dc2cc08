// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;
import java.util.UUID;

/**
 * Where the members of one cluster meet, which no other cluster knows of. Immutable.
 *
 * @param port the first of the ports to listen at, and that of the multicast
 */
public record ClusterPlace(String name, int port) {

  /** Returns a place of which nobody knows. */
  public static ClusterPlace fresh() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new ClusterPlace("jvms-" + UUID.randomUUID(), Math.min(socket.getLocalPort(), 65_000));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Returns the settings of a manager that is a member. */
  public Properties settings() {
    Properties settings = new Properties();
    settings.setProperty("lungo.cluster.name", name);
    settings.setProperty("lungo.cluster.bindPort", String.valueOf(port));
    settings.setProperty("lungo.cluster.multicastPort", String.valueOf(port));
    settings.setProperty("lungo.cluster.allow", "io.github.lungo.cluster.history.*");
    return settings;
  }
}
