// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** A cache's protocol at one member that only keeps the account of what it has, and takes its time. Confined to one thread. */
final class WatchedFollower implements TopologyFollower {
  private static final int SLOWEST_INSTALL = 300;
  private static final int SLOWEST_COPY = 1_500;

  private final TopologyMember member;
  private final String cache;
  private final long term;
  private final TopologyWatch watch;
  private final Random random;
  private final Set<Integer> complete = new TreeSet<>();
  private final Set<Integer> filling = new TreeSet<>();
  private final Set<Integer> arrived = new TreeSet<>();
  private final List<Integer> lost = new ArrayList<>();
  private Topology installed;
  private CompletableFuture<Void> installation;
  private int activations;
  private boolean isBlocked;
  private boolean isInForce;
  private boolean hasLeft;

  WatchedFollower(
      TopologyMember member, String cache, long term, TopologyWatch watch, Random random) {
    this.member = member;
    this.cache = cache;
    this.term = term;
    this.watch = watch;
    this.random = random;
  }

  String cache() {
    return cache;
  }

  long term() {
    return term;
  }

  NodeId self() {
    return member.node().id();
  }

  /** Returns the segments that it was told are lost, in order. */
  List<Integer> lost() {
    return lost;
  }

  int activations() {
    return activations;
  }

  boolean isRunning() {
    return !hasLeft && member.node().isMember();
  }

  /** Runs the cache no more. */
  void left() {
    hasLeft = true;
  }

  boolean hasReported(int segment) {
    return arrived.contains(segment);
  }

  boolean hasInstalled(TopologyName name) {
    return installed != null && installed.name().number() >= name.number();
  }

  /** Returns the number of the newest topology, or 0. */
  long installedNumber() {
    return installed == null ? 0 : installed.name().number();
  }

  boolean isInForceAbove(long number) {
    return installedNumber() > number && isInForce;
  }

  /** Finishes no installation any more. */
  void block() {
    isBlocked = true;
  }

  String installedName() {
    return installed == null ? "nothing" : installed.name().toString();
  }

  @Override
  public CompletableFuture<Void> install(Topology topology, List<Integer> newlyLost) {
    watch.installed(this, installed, topology);
    lost.addAll(newlyLost);
    for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
      follow(topology, segment, newlyLost.contains(segment));
    }
    installed = topology;
    copyLater();
    installation = new CompletableFuture<>();
    CompletableFuture<Void> current = installation;
    isInForce = false;
    if (isBlocked) {
      return current;
    }
    if (random.nextBoolean()) {
      current.complete(null);
    } else {
      after(random.nextInt(SLOWEST_INSTALL), () -> current.complete(null));
    }
    return current;
  }

  private void follow(Topology topology, int segment, boolean isLost) {
    if (!topology.isOwner(self(), segment)) {
      complete.remove(segment);
      filling.remove(segment);
      arrived.remove(segment);
      return;
    }
    if (topology.isComplete(self(), segment)) {
      boolean isKnown = complete.contains(segment) || arrived.contains(segment);
      if (installed != null && !isLost && !isKnown) {
        watch.violation(
            "invented", this + " has not segment " + segment + " in " + topology.name());
      }
      complete.add(segment);
      filling.remove(segment);
      arrived.remove(segment);
      return;
    }
    complete.remove(segment);
    if (!arrived.contains(segment)) {
      filling.add(segment);
    }
  }

  private void copyLater() {
    if (!filling.isEmpty()) {
      after(random.nextInt(SLOWEST_COPY), this::copySome);
    }
  }

  private void copySome() {
    Set<Integer> some = new TreeSet<>(filling);
    some.removeIf(segment -> random.nextInt(4) == 0);
    filling.removeAll(some);
    arrived.addAll(some);
    member.topologies().completed(cache, installed.name(), some);
    copyLater();
  }

  private void after(int millis, Runnable task) {
    var unused = member.node().time().alarm().set(Duration.ofMillis(millis), () -> {
      if (!hasLeft) {
        task.run();
      }
    });
  }

  @Override
  public void activate() {
    activations++;
    isInForce = true;
    if (!installation.isDone()) {
      watch.violation("early", this + " has not finished to install " + installed.name());
    }
    watch.activated(this, installed);
  }

  @Override
  public String toString() {
    return cache + " at " + member.node();
  }
}
