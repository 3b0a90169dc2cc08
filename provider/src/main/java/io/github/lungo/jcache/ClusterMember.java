// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.node.ClusterNode;
import io.github.lungo.cluster.transport.Binding;
import io.github.lungo.cluster.transport.ClusterNetwork;
import io.github.lungo.cluster.transport.ClusterSettings;
import io.github.lungo.cluster.transport.Deadlines;
import io.github.lungo.cluster.transport.Discovery;
import io.github.lungo.cluster.transport.Startup;
import io.github.lungo.cluster.transport.Transport;
import io.github.lungo.config.ClusterSection;
import io.github.lungo.schedule.TimeOfDay;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * What a manager is in its cluster: a member, made when somebody first asks for it, and closed with the manager. Until then
 * there is neither a port nor a thread, and JGroups need not be there. Thread-safe.
 */
final class ClusterMember {
  private static final String MULTICAST_GROUP = "239.64.32.16";

  private final ClusterSettings settings;
  private final Duration operationTimeout;
  private final Function<ClusterSettings, Transport> network;

  @GuardedBy("this")
  private @Nullable ClusterNode node;

  @GuardedBy("this")
  private boolean closed;

  /** Takes what makes a transport, which is not started. */
  ClusterMember(
      ClusterSettings settings,
      Duration operationTimeout,
      Function<ClusterSettings, Transport> network) {
    this.settings = settings;
    this.operationTimeout = operationTimeout;
    this.network = network;
  }

  /**
   * Returns the member that the settings want, not made yet.
   *
   * @throws CacheException if they do not go together, or name a bind address that is unknown
   */
  static ClusterMember of(ClusterSection section) {
    return new ClusterMember(settings(section), section.operationTimeout(), ClusterNetwork::member);
  }

  /** Returns the settings with which it joins. */
  ClusterSettings settings() {
    return settings;
  }

  /** Returns how long a call waits for other members. */
  Duration operationTimeout() {
    return operationTimeout;
  }

  /**
   * Returns the member, always the same one, which joins at the first call; the next call tries again if that fails.
   *
   * @param name what its threads are named after
   * @throws CacheException if JGroups is not there, or joining fails
   * @throws IllegalStateException if closed
   */
  synchronized ClusterNode node(String name, ClassLoader loader) {
    if (closed) {
      throw new IllegalStateException(
          "cluster '" + settings.clusterName() + "': its cache manager is closed");
    }
    ClusterNode joined = node;
    if (joined == null) {
      joined = ClusterNode.join(
          network.apply(settings),
          name,
          loader,
          System::nanoTime,
          TimeOfDay.ofThisMachine(),
          operationTimeout);
      node = joined;
    }
    return joined;
  }

  /** Leaves the cluster, if it was joined. Idempotent. */
  void close() {
    ClusterNode last;
    synchronized (this) {
      closed = true;
      last = node;
      node = null;
    }
    if (last != null) {
      last.close();
    }
  }

  private static ClusterSettings settings(ClusterSection section) {
    try {
      return new ClusterSettings(
          section.name(),
          Binding.of(section.bindAddress(), section.bindPort(), section.portRange()),
          new Startup(discovery(section), section.minimumMembers(), section.startTimeout()),
          section.insecure(),
          Deadlines.DEFAULT);
    } catch (IllegalArgumentException wrong) {
      throw new CacheException("lungo.cluster: " + wrong.getMessage(), wrong);
    }
  }

  private static Discovery discovery(ClusterSection section) {
    List<InetSocketAddress> hosts = section.hosts().stream()
        .map(host ->
            InetSocketAddress.createUnresolved(host.name(), host.portOr(section.bindPort())))
        .toList();
    return hosts.isEmpty()
        ? Discovery.Multicast.of(MULTICAST_GROUP, section.multicastPort())
        : new Discovery.Hosts(hosts);
  }
}
