// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.simulation.Application;
import io.github.lungo.cluster.simulation.FaultLimits;
import io.github.lungo.cluster.simulation.Faults;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.cluster.simulation.SimulatedNetwork;
import io.github.lungo.cluster.simulation.SimulatedNode;
import io.github.lungo.cluster.simulation.VirtualTime;
import io.github.lungo.cluster.topology.TopologyFollower;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;

/**
 * Members with listeners that come and go, primaries that tell of changes, and faults, all from one seed. Checks what callers
 * are promised while it goes on. Confined to one thread.
 */
final class EventPlay implements Application {
  private static final int KEYS = 4;
  private static final int TOLD_AGAIN = 3;

  final VirtualTime time = new VirtualTime();
  final List<Player> players = new ArrayList<>();
  final List<Told> tellings = new ArrayList<>();
  private final OracleTopologies topologies = new OracleTopologies(2);
  private final long seed;
  private final Random random;
  private final SimulatedNetwork network;
  private long number;
  private final List<String> wrong = new ArrayList<>();

  /** An event that a member told of, maybe not for the first time. */
  record Told(Player teller, String key, long number, EventType type, List<Promise> promises) {

    /** Returns the same, told again by another one, to whom it was promised at first. */
    Told by(Player other) {
      return new Told(other, key, number, type, promises);
    }

    Told by(List<Promise> firstPromises) {
      return new Told(teller, key, number, type, firstPromises);
    }
  }

  /** That a listener hears an event, unless it is deregistered. */
  record Promise(Player player, Listener listener) {
    boolean isVoid() {
      return player.node.isEnded() || player.listener != listener;
    }
  }

  EventPlay(long seed, int members, NetworkSettings settings) {
    this.seed = seed;
    this.random = new Random(seed);
    this.network = new SimulatedNetwork(seed, time, settings);
    for (int i = 0; i < members; i++) {
      start(network.add());
      time.runFor(Duration.ofMillis(200));
    }
    time.runUntil(topologies::isSettled, Duration.ofMinutes(2));
  }

  /** A member, the listener that it may have, and what that has heard. */
  final class Player implements TopologyFollower {
    final SimulatedNode node;
    final EventMember member;
    final Map<String, List<Long>> heard = new HashMap<>();
    private Topology topology;
    private boolean isInForce;
    private final boolean isSynchronous = random.nextBoolean();
    private final boolean wantsOld = random.nextBoolean();
    private Listener listener;
    private boolean isKnown;
    private boolean wasInForce;
    private int open;

    Player(SimulatedNode node) {
      this.node = node;
      this.member = new EventMember(
          node.transport(),
          node.time().clock(),
          node.time().alarm(),
          node.time().pool(),
          Duration.ofHours(1));
      if (random.nextInt(3) > 0) {
        listen();
      }
    }

    private void listen() {
      Listener[] self = new Listener[1];
      self[0] = new Listener(wantsOld, isSynchronous, event -> hear(event, self[0]));
      listener = self[0].register(member.dispatcher);
    }

    private void hear(CacheEntryEvent<? extends String, ? extends Long> event, Listener by) {
      if (by != listener || event.isOldValueAvailable() != wantsOld) {
        wrong.add(node + " hears what it does not want: " + event);
      }
      if (tells(event.getEventType())) {
        heard.computeIfAbsent(event.getKey(), key -> new ArrayList<>()).add(event.getValue());
      }
    }

    /** Returns whether events of the type say which one they are: removals do so by the old value alone. */
    private boolean tells(EventType type) {
      return type != EventType.REMOVED || wantsOld;
    }

    /** A listener comes, or goes. */
    void change() {
      if (listener != null) {
        listener.deregister(member.dispatcher);
        listener = null;
        isKnown = false;
        var unused = member.events.listenersChanged();
      } else if (isInForce) {
        listen();
        Listener fresh = listener;
        var unused = member.events.listenersChanged().thenRun(() -> isKnown |= listener == fresh);
      }
    }

    @Override
    public CompletableFuture<Void> install(Topology next, List<Integer> lost) {
      isInForce = false;
      topology = next;
      return member.install(next);
    }

    @Override
    public void activate() {
      isKnown |= listener != null && !wasInForce;
      isInForce = true;
      wasInForce = true;
      topologies.completed(node.id(), topology, incoming());
      for (int i = 0; i < KEYS; i++) {
        if (isPrimaryOf("k" + i)) {
          tellAgain("k" + i);
        }
      }
    }

    /** Returns the segments that are sent here. */
    private List<Integer> incoming() {
      return IntStream.range(0, Ownership.SEGMENTS)
          .filter(segment ->
              topology.isOwner(node.id(), segment) && !topology.isComplete(node.id(), segment))
          .boxed()
          .toList();
    }

    boolean isPrimaryOf(String key) {
      return isInForce && topology.primaryOf(key.hashCode() & 255).equals(node.id());
    }

    /** What was told last by one that is dead may not have come everywhere. */
    private void tellAgain(String key) {
      NavigableMap<Long, Told> ofKey = new TreeMap<>();
      tellings.stream()
          .filter(each -> each.key().equals(key))
          .forEach(each ->
              ofKey.merge(each.number(), each, (first, again) -> again.by(first.promises())));
      if (!ofKey.isEmpty() && ofKey.lastEntry().getValue().teller().node.isEnded()) {
        ofKey.values().stream()
            .skip(Math.max(0, ofKey.size() - TOLD_AGAIN))
            .forEach(each -> tell(each.by(this)));
      }
    }

    void tellNext(String key) {
      if (isPrimaryOf(key)) {
        number++;
        EventType type = random.nextInt(4) == 0 ? EventType.REMOVED : EventType.UPDATED;
        tell(new Told(this, key, number, type, promises(type)));
      }
    }

    private void tell(Told told) {
      tellings.add(told);
      open++;
      var unused = member
          .tell(told.type(), told.key(), told.number())
          .whenComplete((nothing, failure) -> {
            open--;
            if (failure != null) {
              wrong.add(told + " failed: " + failure);
            }
            told.promises().stream()
                .filter(promise -> promise.player().isSynchronous)
                .forEach(promise -> check(promise, told, "when its caller went on"));
          });
    }

    boolean isQuiet() {
      return open == 0 && member.events.isQuiet();
    }
  }

  private List<Promise> promises(EventType type) {
    return players.stream()
        .filter(player -> player.isKnown && player.tells(type))
        .map(player -> new Promise(player, player.listener))
        .toList();
  }

  private void check(Promise promise, Told told, String when) {
    List<Long> heard = promise.player().heard.getOrDefault(told.key(), List.of());
    if (!promise.isVoid() && !heard.contains(told.number())) {
      wrong.add(promise.player().node + " had not heard " + told.number() + " of " + told.key()
          + " that " + told.teller().node + " told, " + when);
    }
  }

  /** Returns what has gone wrong. */
  List<String> faults() {
    for (Told told : tellings) {
      if (!told.teller().node.isEnded()) {
        told.promises().forEach(promise -> check(promise, told, "in the end"));
      }
    }
    for (Player player : players) {
      player.heard.forEach((key, heard) -> {
        if (!heard.equals(List.copyOf(new TreeSet<>(heard)))) {
          wrong.add(player.node + " heard " + key + " in the order " + heard);
        }
      });
      if (!player.isQuiet()) {
        wrong.add(player.node + " still waits");
      }
    }
    return wrong;
  }

  /** Returns how many events were heard. */
  int heard() {
    return players.stream()
        .flatMap(player -> player.heard.values().stream())
        .mapToInt(List::size)
        .sum();
  }

  @Override
  public void start(SimulatedNode node) {
    Player player = new Player(node);
    players.add(player);
    player.member.channel.start();
    topologies.join(node, player);
  }

  @Override
  public void leave(SimulatedNode node) {
    throw new UnsupportedOperationException("nobody leaves yet");
  }

  /** Lets faults happen, and primaries tell until they are over. */
  void run(FaultLimits limits) {
    Faults faults = new Faults(seed, network, limits, this).onlyWhen(topologies::isSettled);
    faults.start();
    while (!(faults.areOver() && topologies.isSettled())) {
      act();
      time.runFor(Duration.ofMillis(random.nextInt(40)));
      noticeCrashes();
    }
    time.runFor(Duration.ofSeconds(30));
  }

  private void noticeCrashes() {
    for (Player player : List.copyOf(players)) {
      if (player.node.isEnded()) {
        players.remove(player);
        topologies.gone(player.node);
      }
    }
  }

  private void act() {
    for (Player player : players) {
      if (random.nextInt(20) == 0) {
        onNode(player, player::change);
      }
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      String key = "k" + random.nextInt(KEYS);
      players.stream()
          .filter(player -> player.isPrimaryOf(key))
          .forEach(player -> onNode(player, () -> player.tellNext(key)));
    }
  }

  private static void onNode(Player player, Runnable task) {
    if (!player.node.isEnded()) {
      player.node.time().pool().execute(task);
    }
  }
}
