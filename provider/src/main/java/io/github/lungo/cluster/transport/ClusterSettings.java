// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * What a member must know to join its cluster. Immutable; whoever has one may use it, as far as it depends on itself.
 *
 * @param clusterName members of other clusters are strangers, even where they find each other
 * @param binding where this member listens
 * @param startup how it finds others, and how many there must be
 * @param insecure whether traffic may cross the network although it is neither encrypted nor authenticated
 * @param deadlines how long to wait
 */
public record ClusterSettings(
    String clusterName, Binding binding, Startup startup, boolean insecure, Deadlines deadlines) {

  /** JGroups sends the last byte of each character, so that others would be mistaken for each other. */
  private static final Pattern NAME = Pattern.compile("[!-~][ -~]{0,99}");

  /** Checks that nobody leaves this machine unprotected by accident. */
  public ClusterSettings {
    requireNonNull(clusterName, "clusterName is null");
    requireNonNull(binding, "binding is null");
    requireNonNull(startup, "startup is null");
    requireNonNull(deadlines, "deadlines is null");
    if (!NAME.matcher(clusterName).matches()) {
      throw new IllegalArgumentException(
          "clusterName must be 1 to 100 printable characters of ASCII: " + clusterName);
    }
    if (!startup.discovery().worksFrom(binding.address())) {
      throw new IllegalArgumentException("cluster '" + clusterName + "': there is no "
          + startup.discovery() + " from " + binding.address().getHostAddress()
          + ", as one is an IPv4 and one an IPv6 address; " + Discovery.NAME_THE_HOSTS);
    }
    if (!binding.isLoopback() && !insecure) {
      throw new IllegalArgumentException(
          "cluster '" + clusterName + "': other machines can reach bindAddress "
              + binding.address().getHostAddress()
              + ", and traffic is neither encrypted nor authenticated yet; set insecure = true if all of that"
              + " network may read and change what is cached, or bindAddress = 127.0.0.1 to stay on this machine");
    }
  }

  /** Returns how it finds others. */
  Discovery discovery() {
    return startup.discovery();
  }

  /** Returns settings with which processes of one machine find each other. */
  public static ClusterSettings onThisMachine(String clusterName) {
    return new ClusterSettings(
        clusterName,
        Binding.loopback(),
        Startup.by(Discovery.multicast()),
        false,
        Deadlines.DEFAULT);
  }
}
