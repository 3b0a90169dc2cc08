// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.simulation.Application;
import io.github.lungo.cluster.simulation.FaultLimits;
import io.github.lungo.cluster.simulation.Faults;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.cluster.simulation.SimulatedNetwork;
import io.github.lungo.cluster.simulation.SimulatedNode;
import io.github.lungo.cluster.simulation.VirtualTime;
import io.github.lungo.cluster.topology.CacheTopology;
import io.github.lungo.operation.Put;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Members with a cache and listeners, who put and read at random, and faults, all from one seed. Checks what listeners are promised.
 * Confined to one thread.
 */
final class HearingPlay implements Application {
  private static final List<String> KEYS = List.of("k0", "k1", "k2");

  private final VirtualTime time = new VirtualTime();
  private final List<HearingMember> members = new ArrayList<>();
  private final List<HearingMember> ended = new ArrayList<>();
  private final List<Written> written = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final long seed;
  private final int copies;
  private final Random random;
  private final SimulatedNetwork network;
  private long number;

  /** A put that its caller knows to be done, and who was there to hear of it. */
  private record Written(String key, long value, List<HearingMember> listeners) {}

  HearingPlay(long seed, int copies, NetworkSettings settings) {
    this.seed = seed;
    this.copies = copies;
    this.random = new Random(seed);
    this.network = new SimulatedNetwork(seed, time, settings);
    for (int i = 0; i < 3; i++) {
      start(network.add());
      time.runFor(Duration.ofMillis(200));
    }
    time.runUntil(this::isSettled, Duration.ofMinutes(2));
  }

  @Override
  public void start(SimulatedNode node) {
    members.add(new HearingMember(node, copies, random.nextBoolean()));
  }

  @Override
  public void leave(SimulatedNode node) {
    throw new UnsupportedOperationException("nobody leaves");
  }

  private boolean isSettled() {
    members.stream().filter(member -> member.node.isEnded()).forEach(ended::add);
    members.removeAll(ended);
    Set<CacheTopology.Standing> standings = new HashSet<>();
    for (HearingMember member : members) {
      if (member.topology == null) {
        return false;
      }
      standings.add(member.topology.standing());
    }
    return standings.size() == 1
        && standings.stream()
            .allMatch(standing -> standing.isInForce()
                && standing.topology().isSettled()
                && standing.topology().members().size() == members.size());
  }

  /** Lets faults happen, and members put until they are over. */
  void run(FaultLimits limits) {
    Faults trouble = new Faults(seed, network, limits, this);
    trouble.onlyWhen(() -> isSettled() && trouble.areUndone()).start();
    while (!(trouble.areOver() && isSettled())) {
      for (int i = random.nextInt(6); i > 0; i--) {
        act();
      }
      time.runFor(Duration.ofMillis(random.nextInt(150)));
    }
    time.runFor(Duration.ofSeconds(30));
  }

  private void act() {
    List<HearingMember> awake = members.stream()
        .filter(member -> member.isListening() && member.node.isAwake())
        .toList();
    if (awake.isEmpty()) {
      return;
    }
    HearingMember caller = awake.get(random.nextInt(awake.size()));
    String key = KEYS.get(random.nextInt(KEYS.size()));
    boolean reads = random.nextInt(3) == 0;
    caller.node.time().pool().execute(() -> {
      if (reads) {
        var unused =
            caller.cache.read(key, true); // which may tell a backup that an update is settled
      } else {
        put(caller, key);
      }
    });
  }

  private void put(HearingMember caller, String key) {
    number++;
    Written put = new Written(
        key, number, members.stream().filter(HearingMember::isListening).toList());
    var unused = caller
        .cache
        .operate(
            put.key(), Put.of(put.value(), Put.Kind.PUT), caller.node.time().pool())
        .whenComplete((told, failure) -> {
          if (failure != null || told.listenerFailure() != null) {
            wrong.add(put + " failed: " + failure + ", " + told);
            return;
          }
          written.add(put);
          put.listeners().stream()
              .filter(listener -> listener.isSynchronous)
              .forEach(listener -> requireHeard(listener, put, "when its caller went on"));
        });
  }

  private void requireHeard(HearingMember listener, Written put, String when) {
    if (listener.isListening()
        && !listener.heard.getOrDefault(put.key(), List.of()).contains(put.value())) {
      wrong.add(listener.node + " had not heard " + put.value() + " of " + put.key() + ", " + when);
    }
  }

  /** Returns what has gone wrong. */
  List<String> faults() {
    for (Written put : written) {
      put.listeners().forEach(listener -> requireHeard(listener, put, "in the end"));
    }
    ended.addAll(members);
    for (HearingMember member : ended) {
      wrong.addAll(member.faults);
      member.heard.forEach((key, values) -> {
        if (Set.copyOf(values).size() < values.size()) {
          wrong.add(member.node + " heard twice of " + key + ": " + values);
        }
      });
    }
    return wrong;
  }

  /** Returns whether some members have expelled others that live. */
  boolean hasSplit() {
    return Stream.concat(members.stream(), ended.stream()).anyMatch(member -> member.wasApart);
  }

  /** Returns how many puts were done. */
  int written() {
    return written.size();
  }
}
