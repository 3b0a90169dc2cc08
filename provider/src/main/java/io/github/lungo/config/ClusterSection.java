// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What all sources together say about a manager's cluster; what they do not say is the default. Each value is right by
 * itself; whether they go together, and whether there is such an address, is for the cluster to say. Immutable.
 */
public final class ClusterSection {
  private final Map<Key, Assignment> assignments;

  /** Takes the values of a manager, a name among them. */
  ClusterSection(Map<Key, Assignment> assignments) {
    this.assignments = Map.copyOf(assignments);
  }

  /** Returns the name of the cluster, never blank. */
  public String name() {
    return value(Key.CLUSTER_NAME, String.class);
  }

  /** Returns a name or address of this machine, not looked up. */
  public String bindAddress() {
    return value(Key.CLUSTER_BIND_ADDRESS, String.class);
  }

  /** Returns the first port to listen at, 1 to 65535. */
  public int bindPort() {
    return value(Key.CLUSTER_BIND_PORT, Integer.class);
  }

  /** Returns how many ports after it to try, too. */
  public int portRange() {
    return value(Key.CLUSTER_PORT_RANGE, Integer.class);
  }

  /** Returns whom to ask, or nobody where multicast is to be used. */
  @SuppressWarnings("unchecked") // what the key's type has parsed
  public List<Host> hosts() {
    return assignments.containsKey(Key.CLUSTER_HOSTS)
        ? value(Key.CLUSTER_HOSTS, List.class)
        : List.of();
  }

  /** Returns the classes and packages that are allowed to cross the network beside those that always are. */
  @SuppressWarnings("unchecked") // what the key's type has parsed
  public List<String> allowed() {
    return assignments.containsKey(Key.CLUSTER_ALLOW)
        ? value(Key.CLUSTER_ALLOW, List.class)
        : List.of();
  }

  /** Returns the port of the multicast, 1 to 65535. */
  public int multicastPort() {
    return value(Key.CLUSTER_MULTICAST_PORT, Integer.class);
  }

  /** Returns whether traffic may cross the network although nothing protects it. */
  public boolean insecure() {
    return value(Key.CLUSTER_INSECURE, Boolean.class);
  }

  /** Returns how long a call waits for other members. */
  public Duration operationTimeout() {
    return value(Key.CLUSTER_OPERATION_TIMEOUT, Duration.class);
  }

  /** Returns how many members there must be, at least 1. */
  public int minimumMembers() {
    return value(Key.CLUSTER_MINIMUM_MEMBERS, Integer.class);
  }

  /** Returns how long a start waits for them. */
  public Duration startTimeout() {
    return value(Key.CLUSTER_START_TIMEOUT, Duration.class);
  }

  private <T> T value(Key key, Class<T> type) {
    Assignment assignment = assignments.get(key);
    return type.cast(assignment == null ? defaultOf(key) : assignment.value());
  }

  private static Object defaultOf(Key key) {
    ClassLoader none = ClassLoader.getPlatformClassLoader();
    return Objects.requireNonNull(key.type().parse(key.defaultText(), none));
  }
}
