// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.membership.Fingerprint;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.message.RequestTiming;
import io.github.lungo.cluster.simulation.SimulatedNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A node of the simulated network that runs caches. Confined to one thread. */
final class TopologyMember {
  static final Fingerprint FINGERPRINT = fingerprint("1");

  private final SimulatedNode node;
  private final TopologyWatch watch;
  private final Random random;
  private final ClusterChannel channel;
  private final ClusterTopologies topologies;
  private final Map<String, WatchedFollower> followers = new HashMap<>();
  private final Map<String, CompletableFuture<CacheTopology>> joins = new TreeMap<>();
  private long terms;

  TopologyMember(SimulatedNode node, TopologyWatch watch, Random random, InstantSource clock) {
    this.node = node;
    this.watch = watch;
    this.random = random;
    RequestTiming timing = new RequestTiming(
        node.time().clock()::nanos,
        node.time().alarm(),
        Duration.ofMillis(100),
        Duration.ofMillis(300));
    ViewRelay views = new ViewRelay();
    channel = new ClusterChannel(node.transport(), timing, views);
    TopologyTiming topologyTiming = new TopologyTiming(
        node.time().alarm(),
        clock,
        node.time().thread(),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60));
    topologies = new ClusterTopologies(channel, views, topologyTiming, watch.probe(node.id()));
  }

  static Fingerprint fingerprint(String backups) {
    Map<Fingerprint.Setting, String> values = new HashMap<>();
    for (Fingerprint.Setting setting : Fingerprint.Setting.values()) {
      values.put(setting, "same");
    }
    values.put(Fingerprint.Setting.BACKUPS, backups);
    return Fingerprint.of(values);
  }

  void start() {
    topologies.start();
    channel.start();
  }

  SimulatedNode node() {
    return node;
  }

  ClusterChannel channel() {
    return channel;
  }

  ClusterTopologies topologies() {
    return topologies;
  }

  boolean runs(String cache) {
    return joins.containsKey(cache);
  }

  WatchedFollower follower(String cache) {
    return followers.get(cache);
  }

  CompletableFuture<CacheTopology> joined(String cache) {
    return joins.get(cache);
  }

  /** Joins a cache with a backup, which is not run here. */
  CompletableFuture<CacheTopology> join(String cache) {
    return join(cache, FINGERPRINT);
  }

  CompletableFuture<CacheTopology> join(String cache, Fingerprint fingerprint) {
    terms++;
    WatchedFollower follower = new WatchedFollower(this, cache, terms, watch, random);
    followers.put(cache, follower);
    watch.started(follower);
    CompletableFuture<CacheTopology> join = topologies.join(cache, fingerprint, 2, follower);
    joins.put(cache, join);
    return join;
  }

  /** Leaves a cache; afterwards it is not run here. */
  CompletableFuture<Void> leave(String cache) {
    WatchedFollower follower = followers.get(cache);
    return topologies.leave(cache).thenRun(() -> {
      joins.remove(cache);
      follower.left();
    });
  }

  /** Leaves all caches, then the cluster. */
  void leave() {
    CompletableFuture<?>[] all =
        joins.keySet().stream().map(this::leave).toArray(CompletableFuture[]::new);
    var unused = CompletableFuture.allOf(all).thenRun(() -> {
      topologies.close();
      channel.close();
    });
  }

  @Override
  public String toString() {
    return node.toString();
  }
}
