// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import java.util.HashMap;
import java.util.Map;

/** Keeps the clusters of one JVM that runs the TCK apart from those of all others on the machine. Stateless. */
final class ForkCluster {
  private static final int FIRST_PORT = 12_000;
  private static final int PORTS = 100;
  private static final int PORT_RANGES = 200;
  private static final int FIRST_MULTICAST_PORT = 46_700;
  private static final int MULTICAST_PORTS = 1_000;

  private ForkCluster() {}

  /** Returns a name that no other JVM of this machine has. */
  static String name() {
    return "tck-" + System.getProperty("tck.fork") + "-"
        + ProcessHandle.current().pid();
  }

  /**
   * Returns what the managers of this JVM are to find among the system properties. Where there are several nodes, each manager
   * of the TCK is given a cluster of its own, which a system property would overrule.
   */
  static Map<String, String> properties(TckSettings settings) {
    long pid = ProcessHandle.current().pid();
    Map<String, String> properties = new HashMap<>();
    properties.put(
        "lungo.cluster.bindPort", String.valueOf(FIRST_PORT + pid % PORT_RANGES * PORTS));
    properties.put("lungo.cluster.portRange", String.valueOf(PORTS));
    properties.put(
        "lungo.cluster.multicastPort",
        String.valueOf(FIRST_MULTICAST_PORT + pid % MULTICAST_PORTS));
    if (settings.nodes() == 1) {
      properties.put("lungo.cluster.name", name());
    }
    return properties;
  }
}
