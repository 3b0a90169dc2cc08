// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.history.Answer;
import io.github.lungo.cluster.history.Call;
import io.github.lungo.cluster.history.Client;
import io.github.lungo.cluster.history.History;
import io.github.lungo.cluster.history.Kind;
import io.github.lungo.cluster.history.OpenCall;
import io.github.lungo.cluster.history.Operation;
import io.github.lungo.cluster.history.Recorder;
import io.github.lungo.cluster.membership.Fingerprint;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.message.RequestTiming;
import io.github.lungo.cluster.simulation.Application;
import io.github.lungo.cluster.simulation.FaultLimits;
import io.github.lungo.cluster.simulation.Faults;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.cluster.simulation.SimulatedNetwork;
import io.github.lungo.cluster.simulation.SimulatedNode;
import io.github.lungo.cluster.simulation.VirtualTime;
import io.github.lungo.cluster.topology.CacheId;
import io.github.lungo.cluster.topology.CacheTopology;
import io.github.lungo.cluster.topology.ClusterTopologies;
import io.github.lungo.cluster.topology.TopologyTiming;
import io.github.lungo.cluster.topology.ViewRelay;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.expiry.ExpiryRules;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.SourceOfTruth;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;
import io.github.lungo.serialization.ValueCopier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javax.cache.expiry.EternalExpiryPolicy;

/** Members with a cache, clients that use it at random, and faults, all from one seed. Confined to one thread. */
final class Play implements Application {
  final VirtualTime time = new VirtualTime();
  final Recorder recorder = Recorder.inMemory(time);
  final List<Owner> owners = new ArrayList<>();
  final Random random;
  final SimulatedNetwork network;
  private final int copies;
  private final Set<ReplicationFault> faults;
  private final long seed;
  private final List<Waiting> unanswered = new ArrayList<>();
  private long written;

  /** Whether some members have expelled others that live, which is for later to survive. */
  boolean hasSplit;

  /** A member. */
  static final class Owner {
    final SimulatedNode node;
    final ClusterTopologies topologies;
    final ReplicatedCache<String, Long> cache;
    CacheTopology topology;
    boolean isLeaving;

    Owner(SimulatedNode node, ClusterTopologies topologies, ReplicatedCache<String, Long> cache) {
      this.node = node;
      this.topologies = topologies;
      this.cache = cache;
    }

    boolean isUsable() {
      return node.isAwake() && topology != null && !isLeaving;
    }
  }

  /** A call without an answer. */
  private record Waiting(Owner owner, String key, Call call, CompletableFuture<Answer> answer) {}

  Play(long seed, int copies, int members, NetworkSettings settings, Set<ReplicationFault> faults) {
    this.faults = faults;
    this.seed = seed;
    this.copies = copies;
    this.random = new Random(seed);
    this.network = new SimulatedNetwork(seed, time, settings);
    for (int i = 0; i < members; i++) {
      start(network.add());
      time.runFor(Duration.ofMillis(200));
    }
    time.runUntil(this::isSettled, Duration.ofMinutes(2));
  }

  @Override
  public void start(SimulatedNode node) {
    ViewRelay views = new ViewRelay();
    views.listen(view -> hasSplit |= view.isMerge());
    RequestTiming timing = new RequestTiming(
        node.time().clock()::nanos,
        node.time().alarm(),
        Duration.ofMillis(50),
        Duration.ofMillis(150));
    ClusterChannel channel = new ClusterChannel(node.transport(), timing, views);
    ClusterTopologies topologies = new ClusterTopologies(
        channel,
        views,
        new TopologyTiming(
            node.time().alarm(),
            node.time().instants(),
            node.time().thread(),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5)));
    ReplicatedCache<String, Long> cache = new ReplicatedCache<>(new ReplicatedCache.Parts<>(
        CacheId.of("c"),
        channel,
        new CacheTraits<>(
            "c",
            Long.class,
            ValueCopier.byReference(),
            ExpiryRules.of("c", new EternalExpiryPolicy()),
            EntryShape.ETERNAL,
            (key, stored) -> 1,
            node.time().clock(),
            0),
        new SourceOfTruth<>((ReadThrough<String, Long>) null, null),
        Wires.ofLongs(),
        new HybridClock(
            () -> node.time().instants().millis(), node.id().uuid().getLeastSignificantBits()),
        (change, version) -> CompletableFuture.completedFuture(null),
        node.time().alarm(),
        node.time().pool(),
        (in, segments) -> topologies.completed("c", in.name(), segments),
        faults));
    Owner owner = new Owner(node, topologies, cache);
    owners.add(owner);
    topologies.start();
    channel.start();
    Fingerprint fingerprint = new Fingerprint(new TreeMap<>(Map.of("mode", "test")));
    var unused = topologies
        .join("c", fingerprint, copies, cache)
        .thenAccept(topology -> owner.topology = topology);
  }

  /** Leaves the cache, and then the cluster. */
  @Override
  public void leave(SimulatedNode node) {
    for (Owner owner : owners) {
      if (owner.node == node) {
        owner.isLeaving = true;
        var unused = owner.topologies.leave("c").whenComplete((left, failure) -> {
          owner.cache.close();
          owner.topologies.close();
          node.transport().close();
        });
      }
    }
  }

  /** Returns whether all members agree on a topology that is in force, with all of them and all complete. */
  boolean isSettled() {
    owners.removeIf(owner -> owner.node.isEnded());
    Set<CacheTopology.Standing> standings = new HashSet<>();
    for (Owner owner : owners) {
      if (owner.isLeaving || owner.topology == null) {
        return false;
      }
      standings.add(owner.topology.standing());
    }
    return standings.size() == 1
        && standings.stream()
            .allMatch(standing -> standing.isInForce()
                && standing.topology().isSettled()
                && standing.topology().members().size() == owners.size());
  }

  /** Lets faults happen, and clients go on until they are over. */
  void run(FaultLimits limits, int clients) {
    Faults trouble = new Faults(seed, network, limits, this);
    // One after the other: together they would last long enough for members to be expelled.
    trouble.onlyWhen(() -> isSettled() && trouble.areUndone()).start();
    for (int i = 0; i < clients; i++) {
      call(new Client("all", "c" + i));
    }
    time.runUntil(() -> trouble.areOver() && isSettled(), Duration.ofMinutes(10));
    isOver = true;
    time.runFor(Duration.ofSeconds(30));
  }

  private boolean isOver;

  private void call(Client client) {
    List<Owner> awake = owners.stream().filter(Owner::isUsable).toList();
    if (isOver || awake.isEmpty()) {
      return;
    }
    Owner owner = awake.get(random.nextInt(awake.size()));
    Call call = random.nextInt(40) == 0 ? Call.of(Kind.CLEAR) : randomCall();
    String key = call.kind() == Kind.CLEAR ? Operation.EVERY_KEY : "k" + random.nextInt(4);
    OpenCall open = recorder.begin(client, key, call);
    CompletableFuture<Answer> answer = answer(owner, key, call);
    boolean[] isEnded = new boolean[1];
    Waiting waiting = new Waiting(owner, key, call, answer);
    unanswered.add(waiting);
    var unused = answer.whenComplete((value, failure) -> {
      unanswered.remove(waiting);
      if (!isEnded[0]) {
        isEnded[0] = true;
        open.end(failure == null ? value : Answer.UNDECIDED);
        next(client);
      }
    });
    // A client whose member is gone goes on at another one.
    watch(owner, client, isEnded);
  }

  /** Returns the calls that still wait for an answer, without those of members that are gone. */
  List<String> unanswered() {
    return unanswered.stream()
        .filter(waiting -> !waiting.owner().node.isEnded() && !waiting.owner().isLeaving)
        .map(waiting -> waiting.call() + " of " + waiting.key() + " at "
            + waiting.owner().node.id())
        .toList();
  }

  private void watch(Owner owner, Client client, boolean[] isEnded) {
    others(owner).ifPresent(other -> {
      var unused = other.node.time().alarm().set(Duration.ofSeconds(1), () -> {
        if (isEnded[0]) {
          return;
        }
        if (owner.node.isEnded()) {
          isEnded[0] = true;
          call(new Client("all", client.name() + "'"));
        } else {
          watch(owner, client, isEnded);
        }
      });
    });
  }

  private java.util.Optional<Owner> others(Owner owner) {
    return owners.stream().filter(other -> other != owner && other.isUsable()).findFirst();
  }

  private void next(Client client) {
    List<Owner> awake = owners.stream().filter(Owner::isUsable).toList();
    if (!awake.isEmpty()) {
      Owner owner = awake.get(random.nextInt(awake.size()));
      var unused =
          owner.node.time().alarm().set(Duration.ofMillis(random.nextInt(300)), () -> call(client));
    }
  }

  private Call randomCall() {
    written++;
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> Call.of(Kind.GET);
      case 4, 5 -> Call.of(Kind.PUT, written);
      case 6 -> Call.of(Kind.GET_AND_PUT, written);
      case 7 -> Call.of(Kind.PUT_IF_ABSENT, written);
      case 8 -> Call.of(Kind.REPLACE, written);
      case 9 -> Call.of(Kind.REMOVE);
      default -> Call.of(Kind.ADD, 1);
    };
  }

  private CompletableFuture<Answer> answer(Owner owner, String key, Call call) {
    if (call.kind() == Kind.CLEAR) {
      return owner.cache.clear().thenApply(cleared -> Answer.DONE);
    }
    if (call.kind() == Kind.GET) {
      return owner
          .cache
          .read(key, true)
          .thenApply(found -> found.entry() == null
              ? Answer.NOTHING
              : Answer.of((long) found.entry().stored()));
    }
    EntryOperation<String, Long, ?> operation = operation(call);
    return owner.cache.operate(key, operation, owner.node.time().pool()).thenApply(told -> {
      var outcome = owner.cache.answer(told, operation);
      return switch (call.kind()) {
        case PUT -> Answer.DONE;
        case GET_AND_PUT ->
          outcome.storedBefore() == null
              ? Answer.NOTHING
              : Answer.of((long) outcome.storedBefore());
        case ADD -> Answer.of((long) outcome.result());
        default -> Answer.of((boolean) outcome.result());
      };
    });
  }

  private static EntryOperation<String, Long, ?> operation(Call call) {
    return switch (call.kind()) {
      case PUT -> Put.of(call.value(), Put.Kind.PUT);
      case GET_AND_PUT -> Put.of(call.value(), Put.Kind.GET_AND_PUT);
      case PUT_IF_ABSENT -> Put.of(call.value(), Put.Kind.IF_ABSENT);
      case REPLACE -> new Replace<>(null, call.value());
      case REMOVE -> Remove.any(Remove.Kind.ANY);
      default -> Invoke.of(new Adding(), call.value());
    };
  }

  History history() {
    return recorder.history();
  }

  /** Returns what each living member shows of each key when nothing goes on any more. */
  Map<String, List<String>> contents() {
    Map<String, List<String>> contents = new LinkedHashMap<>();
    for (int i = 0; i < 4; i++) {
      String key = "k" + i;
      List<String> seen = new ArrayList<>();
      for (Owner owner : owners) {
        CompletableFuture<String> read = owner
            .cache
            .read(key, true)
            .thenApply(
                found -> found.entry() == null ? "-" : found.entry().stored().toString());
        time.runUntil(read::isDone, Duration.ofSeconds(30));
        seen.add(read.join());
      }
      contents.put(key, seen);
    }
    return contents;
  }
}
