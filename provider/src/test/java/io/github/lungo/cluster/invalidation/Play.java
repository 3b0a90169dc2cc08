// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.LoadAt;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.message.RequestTiming;
import io.github.lungo.cluster.simulation.Application;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.cluster.simulation.SimulatedNetwork;
import io.github.lungo.cluster.simulation.SimulatedNode;
import io.github.lungo.cluster.simulation.VirtualTime;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.EntryVersions;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.Version;
import io.github.lungo.event.EventDispatcher;
import io.github.lungo.expiry.ExpiryRules;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.local.Bound;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.KeyWaits;
import io.github.lungo.local.LocalEngine;
import io.github.lungo.local.LocalEngineParts;
import io.github.lungo.local.SourceOfTruth;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Outcome;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.serialization.ValueCopier;
import io.github.lungo.testing.StubCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.cache.expiry.EternalExpiryPolicy;

/** Members with a cache in front of one source, under virtual time, from one seed. Confined to one thread. */
final class Play implements Application {
  private static final int CACHE = 7;

  final VirtualTime time = new VirtualTime();
  final Random random;
  final SimulatedNetwork network;
  final DecidedTopologies topologies;
  final ScriptedSource source;
  final Freshness freshness = new Freshness(time);
  final List<Owner> owners = new ArrayList<>();
  private final Traits scene;
  private final List<Owner> ever = new ArrayList<>();
  private final Set<Owner> leaving = new HashSet<>();
  private final Set<Owner> left = new HashSet<>();

  /** A host that is no member, for what happens outside the cluster. */
  private final SimulatedNode outside;

  /**
   * What the members are like.
   *
   * @param isStrong whether writers wait for the others
   * @param tellsValues whether all members are to have the newest entries
   * @param loadAt who runs loaders
   * @param isLoadedVersioned whether what was loaded is given a version as if it had been written, by mistake
   * @param operationTimeout how long a primary may give no sign
   * @param install within what time the members install a topology
   * @param load how long a loader takes at most before it reads, and after
   */
  record Traits(
      Fault fault,
      boolean isStrong,
      boolean tellsValues,
      LoadAt loadAt,
      boolean isLoadedVersioned,
      Duration operationTimeout,
      Duration install,
      Duration load) {

    static Traits usual() {
      return new Traits(
          Fault.NONE,
          true,
          false,
          LoadAt.OWNER,
          false,
          Duration.ofSeconds(10),
          Duration.ofMillis(200),
          Duration.ofMillis(200));
    }

    Traits with(Fault newFault) {
      return new Traits(
          newFault,
          isStrong,
          tellsValues,
          loadAt,
          isLoadedVersioned,
          operationTimeout,
          install,
          load);
    }

    Traits versioningLoaded() {
      return new Traits(
          fault, isStrong, tellsValues, loadAt, true, operationTimeout, install, load);
    }

    Traits patient(Duration newTimeout) {
      return new Traits(
          fault, isStrong, tellsValues, loadAt, isLoadedVersioned, newTimeout, install, load);
    }

    Traits installing(Duration newInstall) {
      return new Traits(
          fault,
          isStrong,
          tellsValues,
          loadAt,
          isLoadedVersioned,
          operationTimeout,
          newInstall,
          load);
    }

    Traits loadingAt(LoadAt where) {
      return new Traits(
          fault, isStrong, tellsValues, where, isLoadedVersioned, operationTimeout, install, load);
    }

    Traits eventual() {
      return new Traits(
          fault, false, false, loadAt, isLoadedVersioned, operationTimeout, install, load);
    }

    Traits replicated() {
      return new Traits(
          fault, false, true, loadAt, isLoadedVersioned, operationTimeout, install, load);
    }
  }

  /** A member. */
  record Owner(
      SimulatedNode node, InvalidatedCache<String, Long> cache, LocalEngine<String, Long> local) {

    CompletableFuture<Void> execute(String key, EntryOperation<String, Long, ?> operation) {
      Written<? extends Outcome<?>> written = cache.execute(key, operation, outcome -> {});
      return written.told().done();
    }

    CompletableFuture<Void> put(String key, long value) {
      return execute(key, Put.of(value, Put.Kind.PUT));
    }

    CompletableFuture<Void> remove(String key) {
      return execute(key, Remove.any(Remove.Kind.ANY));
    }

    /** Reads, and loads what is missing. */
    CompletableFuture<Object> get(String key) {
      Object stored = local.read(key);
      return stored != null
          ? CompletableFuture.completedFuture(stored)
          : cache.get(Set.of(key), false).get(key).thenApply(loaded -> loaded);
    }
  }

  Play(long seed, int members, NetworkSettings settings, Traits scene) {
    this.random = new Random(seed);
    this.scene = scene;
    this.network = new SimulatedNetwork(seed, time, settings);
    this.outside = network.add();
    this.topologies = new DecidedTopologies(
        new Random(seed + 1), time, scene.install(), scene.tellsValues() ? Integer.MAX_VALUE : 1);
    Random loading = new Random(seed + 2);
    this.source = new ScriptedSource(
        time::nanos,
        () -> Duration.ofNanos((long) (loading.nextDouble() * scene.load().toNanos())));
    for (int i = 0; i < members; i++) {
      start(network.add());
    }
    time.runUntil(this::isReady, Duration.ofMinutes(2));
  }

  /** Returns whether the topology is in force at all that live, and they take part. */
  boolean isReady() {
    return topologies.isSettled()
        && owners.stream()
            .allMatch(owner -> owner.node().isEnded() || owner.cache().begun().isDone());
  }

  @Override
  public void start(SimulatedNode node) {
    RequestTiming timing = new RequestTiming(
        node.time().clock()::nanos,
        node.time().alarm(),
        Duration.ofMillis(50),
        Duration.ofMillis(150));
    ClusterChannel channel = new ClusterChannel(node.transport(), timing, view -> {});
    HybridClock versions = new HybridClock(
        () -> node.time().instants().millis(), node.id().uuid().getLeastSignificantBits());
    CacheTraits<String, Long> traits = new CacheTraits<String, Long>(
            "c",
            Long.class,
            ValueCopier.byReference(),
            ExpiryRules.of("c", new EternalExpiryPolicy()),
            EntryShape.ETERNAL,
            (key, stored) -> 1,
            node.time().clock(),
            0)
        .versionedBy(entryVersions(versions));
    LocalEngine<String, Long> local = new LocalEngine<>(new LocalEngineParts<>(
        traits,
        new Bound(OptionalLong.empty(), OptionalLong.empty()),
        new SourceOfTruth<>((ReadThrough<String, Long>) null, null),
        new EventDispatcher<>(
            "c",
            () -> StubCache.named("c"),
            key -> key,
            stored -> (Long) stored,
            Duration.ofSeconds(5),
            node.time().pool()),
        new KeyWaits(),
        new LoadPermits("c", Integer.MAX_VALUE, Duration.ofSeconds(5)),
        Duration.ofSeconds(5),
        node.time().pool(),
        () -> {},
        LungoConfiguration.builder(String.class, Long.class).build().resilience(),
        node.time().alarm()));
    InvalidatedCache<String, Long> cache = new InvalidatedCache<>(
        new InvalidatedCache.Parts<>(
            CACHE,
            channel,
            local,
            traits,
            versions,
            new PlainForms(),
            source.of(node),
            null,
            scene.loadAt(),
            scene.isStrong(),
            false,
            (change, version) -> CompletableFuture.completedFuture(null),
            node.time().alarm(),
            node.time().pool(),
            (in, segments) -> topologies.completed(node.id(), in, segments),
            scene.operationTimeout(),
            Duration.ofSeconds(5)),
        scene.fault());
    Owner owner = new Owner(node, cache, local);
    owners.add(owner);
    ever.add(owner);
    channel.start();
    topologies.join(node, cache);
  }

  private EntryVersions entryVersions(HybridClock clock) {
    EntryVersions right = scene.tellsValues()
        ? EntryVersions.newestWins(clock, (key, stored) -> {})
        : EntryVersions.by(clock);
    if (!scene.isLoadedVersioned()) {
      return right;
    }
    return new EntryVersions() {
      @Override
      public Version ofWrite() {
        return right.ofWrite();
      }

      @Override
      public Version ofLoad() {
        return right.ofWrite();
      }
    };
  }

  /** Lets the others hear of what was written, and leaves. */
  @Override
  public void leave(SimulatedNode node) {
    Owner leaver =
        owners.stream().filter(owner -> owner.node() == node).findFirst().orElseThrow();
    leaving.add(leaver);
    CompletableFuture<Void> told = leaver.cache().told();
    var late = node.time().alarm().set(scene.operationTimeout(), () -> told.complete(null));
    var unused = told.thenRun(() -> {
      late.cancel(false);
      if (!node.isEnded()) {
        owners.remove(leaver);
        left.add(leaver);
        topologies.gone(node);
        leaver.cache().close(new IllegalStateException("closed"));
        node.transport().close();
      }
    });
  }

  /** Lets something happen outside the cluster after a while. */
  void later(Duration delay, Runnable task) {
    var unused = outside.time().alarm().set(delay, task);
  }

  /** Tells the topologies of members that have crashed. */
  void noticeCrashes() {
    for (Owner owner : List.copyOf(owners)) {
      if (owner.node().isEnded()) {
        owners.remove(owner);
        topologies.gone(owner.node());
      }
    }
  }

  /** Returns how long a member may take to hear that it may load: the message may be lost, and sent again. */
  Duration grantDelay() {
    return scene.loadAt() == LoadAt.CALLER ? Duration.ofSeconds(1) : Duration.ZERO;
  }

  /** Returns how many keys were loaded without their primary. */
  long loadedAlone() {
    return ever.stream().mapToLong(owner -> owner.cache().loadedAlone()).sum();
  }

  /** Returns whether a member has left, and has told all that it had to tell. */
  boolean hasLeft(Owner owner) {
    return left.contains(owner) && owner.cache().mostToTell() == 0;
  }

  /** Returns the members that take part. */
  List<Owner> awake() {
    return owners.stream()
        .filter(owner ->
            owner.node().isAwake() && owner.cache().begun().isDone() && !leaving.contains(owner))
        .toList();
  }

  /** Has a member read, and checks what comes. */
  CompletableFuture<Object> read(Owner owner, String key) {
    long begun = time.nanos();
    return owner.get(key).whenComplete((value, failure) -> {
      if (failure == null) {
        freshness.check(owner.node() + " at " + time.nanos(), key, begun, (Long) value);
      }
    });
  }
}
