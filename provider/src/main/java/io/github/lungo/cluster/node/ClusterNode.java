// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.node;

import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.message.RequestTiming;
import io.github.lungo.cluster.topology.ClusterTopologies;
import io.github.lungo.cluster.topology.TopologyTiming;
import io.github.lungo.cluster.topology.ViewRelay;
import io.github.lungo.cluster.transport.Transport;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** A manager's member of the cluster, which all its clustered caches share. Thread-safe. */
public final class ClusterNode implements AutoCloseable {
  private static final Duration SWEEP = Duration.ofMillis(100);
  private static final Duration REPEAT = Duration.ofMillis(300);

  private final NodeThreads threads;
  private final ClusterChannel channel;
  private final ClusterTopologies topologies;
  private final HybridClock versions;
  private final Duration operationTimeout;

  private ClusterNode(
      Transport transport,
      NodeThreads threads,
      LongSupplier nanos,
      InstantSource timeOfDay,
      Duration operationTimeout) {
    this.threads = threads;
    this.operationTimeout = operationTimeout;
    ViewRelay views = new ViewRelay();
    this.channel =
        new ClusterChannel(transport, new RequestTiming(nanos, threads, SWEEP, REPEAT), views);
    this.topologies = new ClusterTopologies(
        channel,
        views,
        new TopologyTiming(
            threads, timeOfDay, threads.protocol(), operationTimeout, operationTimeout));
    this.versions =
        new HybridClock(timeOfDay::millis, transport.self().uuid().getLeastSignificantBits());
  }

  /**
   * Joins the cluster.
   *
   * @param transport not started yet; closed if joining fails
   * @param name what threads are named after
   * @param contextLoader the class loader of the user's code
   * @param nanos counts nanoseconds, as {@link System#nanoTime()} does
   * @param operationTimeout how long a call waits for other members
   * @throws javax.cache.CacheException if that is not possible
   */
  public static ClusterNode join(
      Transport transport,
      String name,
      ClassLoader contextLoader,
      LongSupplier nanos,
      InstantSource timeOfDay,
      Duration operationTimeout) {
    NodeThreads threads = new NodeThreads(name, contextLoader);
    ClusterNode node = new ClusterNode(transport, threads, nanos, timeOfDay, operationTimeout);
    try {
      node.topologies.start();
      node.channel.start();
      return node;
    } catch (RuntimeException | Error failure) {
      node.close();
      throw failure;
    }
  }

  /** Returns the way to the other members. */
  public ClusterChannel channel() {
    return channel;
  }

  /** Returns which members run which cache, and keep what of it. */
  public ClusterTopologies topologies() {
    return topologies;
  }

  /** Returns the clock of this member's versions. */
  public HybridClock versions() {
    return versions;
  }

  /** Returns the alarm of the protocols. */
  public Alarm alarm() {
    return threads;
  }

  /** Returns the threads of user code that no caller's thread runs. */
  public Executor background() {
    return threads.background();
  }

  /** Returns how long a call waits for other members. */
  public Duration operationTimeout() {
    return operationTimeout;
  }

  /** Leaves the cluster. Idempotent. */
  @Override
  public void close() {
    topologies.close();
    channel.close();
    threads.close();
  }
}
