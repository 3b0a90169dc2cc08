// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.cluster.replication.SimulatedOwners.Owner;
import io.github.lungo.cluster.simulation.Delays;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One load for each key in the whole cluster, in virtual time. */
final class LoadScenariosTest {
  private static final int EVERYBODY = SimulatedOwners.EVERYBODY;
  private static final Duration LOAD = Duration.ofMillis(200);
  private static final NetworkSettings QUICK = NetworkSettings.reliable()
      .withFrames(new Delays(Duration.ofNanos(50_000), Duration.ofMillis(2), 0, Duration.ZERO));

  private final AtomicInteger runs = new AtomicInteger();

  private SimulatedOwners cluster(
      int members, int copies, Duration duration, Function<String, @Nullable Long> source) {
    return new SimulatedOwners(
        1,
        copies,
        members,
        QUICK,
        Set.of(),
        time -> new SingleLoader(key -> {
          runs.incrementAndGet();
          try {
            return source.apply(key);
          } finally {
            time.takeTime(duration);
          }
        }));
  }

  private static List<CompletableFuture<Loaded>> loads(
      SimulatedOwners cluster, int callersOfEach, String key) {
    List<CompletableFuture<Loaded>> loads = new ArrayList<>();
    for (Owner owner : cluster.owners) {
      for (int i = 0; i < callersOfEach; i++) {
        loads.add(owner.cache.load(key));
      }
    }
    return loads;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void load_ofOneKeyByManyEverywhere_isOne(int copies) {
    SimulatedOwners cluster = cluster(5, copies, LOAD, key -> 7L);
    long start = cluster.time.nanos();

    List<CompletableFuture<Loaded>> loads = loads(cluster, 32, "k");
    loads.forEach(cluster::await);

    assertThat(runs).hasValue(1);
    assertThat(loads).hasSize(160).allMatch(load -> load.join().stored().equals(7L));
    assertThat(Duration.ofNanos(cluster.time.nanos() - start)).isLessThan(LOAD.multipliedBy(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void load_ofNoValueByManyEverywhere_isOne(int copies) {
    SimulatedOwners cluster = cluster(5, copies, LOAD, key -> null);

    List<CompletableFuture<Loaded>> loads = loads(cluster, 32, "k");
    loads.forEach(cluster::await);

    assertThat(runs).hasValue(1);
    assertThat(loads).hasSize(160).allMatch(load -> load.join().stored() == null);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void load_thatFailsForManyEverywhere_isOne(int copies) {
    SimulatedOwners cluster = cluster(5, copies, LOAD, key -> {
      throw new CacheLoaderException("the source is down");
    });

    List<CompletableFuture<Loaded>> loads = loads(cluster, 32, "k");

    assertThat(loads).hasSize(160);
    loads.forEach(load -> assertThatThrownBy(() -> cluster.await(load))
        .hasRootCauseInstanceOf(CacheLoaderException.class)
        .hasStackTraceContaining("the source is down"));
    assertThat(runs).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, EVERYBODY})
  void load_of200KeysByManyEverywhere_is200(int copies) {
    SimulatedOwners cluster = cluster(5, copies, LOAD, key -> (long) key.hashCode());
    List<CompletableFuture<Loaded>> loads = new ArrayList<>();

    for (int i = 0; i < 200; i++) {
      loads.addAll(loads(cluster, 4, "k" + i));
    }
    loads.forEach(cluster::await);

    assertThat(runs).hasValue(200);
    assertThat(loads).hasSize(4_000).allMatch(load -> load.join().stored() != null);
  }

  /** The member that loads dies: a survivor loads, once, and nobody is told of it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void load_whoseMemberDies_isDoneByAnother(int copies) {
    SimulatedOwners cluster = cluster(3, copies, Duration.ofSeconds(1), key -> 7L);
    Owner primary = cluster.primaryOf("k");
    List<CompletableFuture<Loaded>> loads = new ArrayList<>();
    for (Owner owner : cluster.others(primary, primary)) {
      for (int i = 0; i < 10; i++) {
        loads.add(owner.cache.load("k"));
      }
    }
    cluster.after(Duration.ofMillis(300), () -> {
      assertThat(runs).hasValue(1);
      cluster.network.crash(primary.node);
    });
    loads.forEach(cluster::await);

    assertThat(loads).hasSize(20).allMatch(load -> load.join().stored().equals(7L));
    assertThat(runs).hasValue(2);
  }

  /** Each key has two owners, so that the death of one costs nothing. */
  @Test
  void load_ofWhatADeadMemberKept_isNotDoneAgain() {
    SimulatedOwners cluster = cluster(3, 2, Duration.ZERO, key -> 7L);
    List<CompletableFuture<Loaded>> loads = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      loads.add(cluster.owners.get(0).cache.load("k" + i));
    }
    loads.forEach(cluster::await);
    assertThat(runs).hasValue(1_000);

    cluster.network.crash(cluster.owners.get(1).node);
    cluster.rest();
    List<CompletableFuture<Loaded>> again = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      again.add(cluster.owners.get(i % 2).cache.load("k" + i));
    }
    again.forEach(cluster::await);

    assertThat(again).allMatch(load -> load.join().stored().equals(7L));
    assertThat(runs).hasValue(1_000);
  }

  /** A loader of the caller's own, whose member leaves the cluster with the grant. */
  @Test
  void lend_toAMemberThatDies_isLentToTheNext() {
    SimulatedOwners cluster = cluster(3, EVERYBODY, LOAD, key -> 7L);
    Owner primary = cluster.primaryOf("k");
    List<Owner> others = cluster.others(primary, primary);
    Lent granted = cluster.await(others.get(0).cache.lend("k", LoadManner.GET, true));
    CompletableFuture<Lent> waiting = others.get(1).cache.lend("k", LoadManner.GET, true);
    cluster.time.runFor(Duration.ofSeconds(1));
    assertThat(granted.isGranted()).isTrue();
    assertThat(waiting).isNotDone();

    cluster.network.crash(others.get(0).node);
    Lent next = cluster.await(waiting);

    assertThat(next.isGranted()).isTrue();
    cluster.await(others.get(1).cache.bring("k", next.number(), 5L, null));
    assertThat(cluster.read(primary, "k")).isEqualTo(5);
  }

  @Test
  void bring_afterAWrite_isNotStored() {
    SimulatedOwners cluster = cluster(2, EVERYBODY, LOAD, key -> 7L);
    Owner loading = cluster.owners.get(1);
    Lent granted = cluster.await(loading.cache.lend("k", LoadManner.GET, true));

    cluster.remove(cluster.owners.get(0), "k");
    Loaded brought = cluster.await(loading.cache.bring("k", granted.number(), 5L, null));

    assertThat(brought.stored()).isEqualTo(5L); // its caller asked before
    assertThat(cluster.read(cluster.owners.get(0), "k")).isNull();
  }

  @Test
  void bring_ofAFailure_failsThoseWhoWait() {
    SimulatedOwners cluster = cluster(2, EVERYBODY, LOAD, key -> 7L);
    Lent granted = cluster.await(cluster.owners.get(1).cache.lend("k", LoadManner.GET, true));
    CompletableFuture<Loaded> waiting = cluster.owners.get(0).cache.load("k");
    cluster.time.runFor(Duration.ofSeconds(1));

    var unused = cluster
        .owners
        .get(1)
        .cache
        .bring("k", granted.number(), null, new CacheLoaderException("the source is down"));

    assertThatThrownBy(() -> cluster.await(waiting))
        .hasRootCauseInstanceOf(CacheException.class)
        .hasStackTraceContaining("the source is down");
    assertThat(runs).hasValue(0);
  }

  /** Whoever asks after the call returned is not given what was loaded before it, and it is not cached. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void load_thatReadBeforeAWrite_isSeenByNobodyAfterIt(int copies) {
    Random random = new Random(copies);
    long[] source = {0};
    SimulatedOwners cluster = cluster(3, copies, LOAD, key -> source[0]);
    for (int round = 0; round < 1_000; round++) {
      String key = "k" + round;
      Owner writer = any(cluster, random);
      CompletableFuture<Loaded> load = any(cluster, random).cache.load(key);
      CompletableFuture<?> written = new CompletableFuture<>();
      int kind = random.nextInt(30);
      int most = kind % 3 == 2 ? 150 : 220; // a fence removes nothing
      cluster.after(Duration.ofMillis(random.nextInt(most)), () -> {
        source[0]++;
        Primaries.passOn(write(writer, key, kind, source[0]).thenApply(done -> null), written);
      });
      CompletableFuture<Loaded> seen =
          written.thenCompose(done -> any(cluster, random).cache.load(key));
      @Nullable Object stored = cluster.await(seen).stored();
      cluster.await(load);
      Loaded cached = cluster.await(any(cluster, random).cache.load(key));

      assertThat(List.of(stored, cached.stored()))
          .as("copies %s, round %s, write %s", copies, round, kind)
          .containsOnly(source[0]);
    }
  }

  private static Owner any(SimulatedOwners cluster, Random random) {
    return cluster.owners.get(random.nextInt(cluster.owners.size()));
  }

  private static CompletableFuture<?> write(Owner writer, String key, int kind, long value) {
    if (kind == 0) {
      return writer.cache.clear();
    }
    return switch (kind % 3) {
      case 0 -> SimulatedOwners.operate(writer, key, Remove.any(Remove.Kind.ANY));
      case 1 -> SimulatedOwners.operate(writer, key, Put.of(value, Put.Kind.PUT));
      default -> writer.cache.fenceLoads(); // what removeAll does of a key without an entry
    };
  }
}
