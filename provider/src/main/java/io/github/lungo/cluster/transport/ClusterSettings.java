// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static java.util.Objects.requireNonNull;

/**
 * What a member must know to join its cluster. Immutable; whoever has one may use it, as far as it depends on itself.
 *
 * @param clusterName members of other clusters are strangers, even where they find each other
 * @param binding where this member listens
 * @param discovery how it finds others
 * @param insecure whether traffic may cross the network although it is neither encrypted nor authenticated
 * @param deadlines how long to wait
 */
public record ClusterSettings(
    String clusterName,
    Binding binding,
    Discovery discovery,
    boolean insecure,
    Deadlines deadlines) {

  /** Checks that nobody leaves this machine unprotected by accident. */
  public ClusterSettings {
    requireNonNull(clusterName, "clusterName is null");
    requireNonNull(binding, "binding is null");
    requireNonNull(discovery, "discovery is null");
    requireNonNull(deadlines, "deadlines is null");
    if (clusterName.isBlank()) {
      throw new IllegalArgumentException("clusterName is blank");
    }
    if (!binding.isLoopback() && !insecure) {
      throw new IllegalArgumentException(
          "cluster '" + clusterName + "': other machines can reach bindAddress "
              + binding.address().getHostAddress()
              + ", and traffic is neither encrypted nor authenticated yet; set insecure = true if all of that"
              + " network may read and change what is cached, or bindAddress = 127.0.0.1 to stay on this machine");
    }
  }

  /** Returns settings with which processes of one machine find each other. */
  public static ClusterSettings onThisMachine(String clusterName) {
    return new ClusterSettings(
        clusterName, Binding.loopback(), Discovery.multicast(), false, Deadlines.DEFAULT);
  }
}
