// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static java.util.Objects.requireNonNull;

import javax.cache.CacheException;

/** Where transports come from. The one door to JGroups, which only whoever has clustered caches needs to have. */
public final class ClusterNetwork {

  private ClusterNetwork() {}

  /**
   * Returns a member that has not joined yet.
   *
   * @throws CacheException if JGroups is not there, or is one that cannot talk to other members
   */
  public static Transport member(ClusterSettings settings) {
    requireNonNull(settings, "settings is null");
    try {
      Class.forName("org.jgroups.JChannel", false, ClusterNetwork.class.getClassLoader());
    } catch (ClassNotFoundException missing) {
      throw new CacheException(
          "cluster '" + settings.clusterName()
              + "': clusters need org.jgroups:jgroups 5.5.7 or later 5.5, which is not on the class path",
          missing);
    }
    return JGroupsTransport.of(settings);
  }
}
