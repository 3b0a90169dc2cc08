// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import io.github.lungo.cluster.replication.SimulatedOwners.Owner;
import io.github.lungo.cluster.simulation.Delays;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.operation.Remove;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That what spares the source, or bears with it, does so once in a cluster, in virtual time. */
final class ResilientLoadsTest {
  private static final int EVERYBODY = SimulatedOwners.EVERYBODY;
  private static final Duration LOAD = Duration.ofMillis(200);
  private static final Duration LIFE = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final NetworkSettings QUICK = NetworkSettings.reliable()
      .withFrames(new Delays(Duration.ofNanos(50_000), Duration.ofMillis(2), 0, Duration.ZERO));

  private final AtomicInteger loads = new AtomicInteger();

  /** What the source has; null for nothing. */
  private @Nullable Long row = 7L;

  private boolean isDown;

  private SimulatedOwners cluster(
      int members,
      int copies,
      boolean isExpiring,
      Set<ReplicationFault> faults,
      UnaryOperator<LungoConfigurationBuilder<String, Long>> settings) {
    ExpiryPolicy expiry = isExpiring
        ? new CreatedExpiryPolicy(new javax.cache.expiry.Duration(MILLISECONDS, LIFE.toMillis()))
        : new EternalExpiryPolicy();
    return new SimulatedOwners(
        1,
        copies,
        members,
        QUICK,
        faults,
        expiry,
        SimulatedOwners.loads(settings
            .apply(LungoConfiguration.builder(String.class, Long.class))
            .build()
            .resilience()),
        time -> new SingleLoader(key -> {
          loads.incrementAndGet();
          @Nullable Long read = row;
          boolean fails = isDown;
          time.takeTime(LOAD);
          if (fails) {
            throw new IllegalStateException("the source is down");
          }
          return read;
        }));
  }

  private SimulatedOwners cluster(
      int members,
      int copies,
      boolean isExpiring,
      UnaryOperator<LungoConfigurationBuilder<String, Long>> settings) {
    return cluster(members, copies, isExpiring, Set.of(), settings);
  }

  private static LungoConfigurationBuilder<String, Long> refreshing(
      LungoConfigurationBuilder<String, Long> builder) {
    return builder.refreshAfterWrite(Duration.ofSeconds(10));
  }

  private static List<@Nullable Long> getEverywhere(SimulatedOwners cluster) {
    List<@Nullable Long> values = new ArrayList<>();
    for (Owner owner : cluster.owners) {
      values.add(cluster.get(owner, "k"));
    }
    return values;
  }

  /** All members ask; none of them waits for a load. */
  private static void assertAllGetAtOnce(SimulatedOwners cluster, long value) {
    long start = cluster.time.nanos();
    List<CompletableFuture<Duration>> gets = new ArrayList<>();
    for (Owner owner : cluster.owners) {
      gets.add(cluster.beginGet(owner, "k").thenApply(loaded -> {
        assertThat(loaded.stored()).isEqualTo(value);
        return Duration.ofNanos(cluster.time.nanos() - start);
      }));
    }
    for (CompletableFuture<Duration> get : gets) {
      assertThat(cluster.await(get)).isLessThan(LOAD.dividedBy(4));
    }
  }

  private static void assertAllFail(SimulatedOwners cluster, String message) {
    for (Owner owner : cluster.owners) {
      assertThatThrownBy(() -> cluster.get(owner, "k"))
          .cause()
          .isInstanceOf(CacheLoaderException.class)
          .hasMessageContaining(message)
          .hasMessageContaining("'c'")
          .hasStackTraceContaining("the source is down");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void failure_withinItsPause_isTheAnswerOnAllMembers(int copies) {
    SimulatedOwners cluster =
        cluster(5, copies, false, builder -> builder.failureBackoff(Duration.ofSeconds(5)));
    isDown = true;
    assertThatThrownBy(() -> cluster.get(cluster.owners.get(2), "k"))
        .hasStackTraceContaining("the source is down");

    assertAllFail(cluster, "is not loaded for another");

    assertThat(loads).hasValue(1);
    isDown = false;
    cluster.time.runFor(Duration.ofSeconds(5));
    assertThat(getEverywhere(cluster)).containsOnly(7L);
    assertThat(loads).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void pause_endedByAPut_isOverOnAllMembers(int copies) {
    SimulatedOwners cluster =
        cluster(5, copies, false, builder -> builder.failureBackoff(Duration.ofMinutes(5)));
    isDown = true;
    assertThatThrownBy(() -> cluster.get(cluster.owners.get(2), "k"))
        .hasStackTraceContaining("the source is down");

    cluster.put(cluster.owners.get(0), "k", 8);
    cluster.remove(cluster.owners.get(1), "k");
    isDown = false;

    assertThat(getEverywhere(cluster)).containsOnly(7L);
    assertThat(loads).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void absence_isRememberedForAllMembers(int copies) {
    SimulatedOwners cluster =
        cluster(5, copies, false, builder -> builder.negativeTimeToLive(Duration.ofSeconds(30)));
    row = null;
    assertThat(getEverywhere(cluster)).containsOnlyNulls();
    assertThat(loads).hasValue(1);

    row = 8L;
    cluster.time.runFor(Duration.ofSeconds(29));
    assertThat(getEverywhere(cluster)).containsOnlyNulls();
    assertThat(loads).hasValue(1);
    cluster.time.runFor(Duration.ofSeconds(2));

    assertThat(getEverywhere(cluster)).containsOnly(8L);
    assertThat(loads).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void absence_endedByAnyWrite_isOverOnAllMembers(int copies) {
    SimulatedOwners cluster =
        cluster(5, copies, false, builder -> builder.negativeTimeToLive(Duration.ofHours(1)));
    List<Consumer<Owner>> writes = List.of(
        owner -> cluster.put(owner, "k", 9),
        owner -> cluster.remove(owner, "k"),
        owner -> cluster.await(
            SimulatedOwners.operate(owner, "k", Remove.any(Remove.Kind.GET_AND_REMOVE))),
        owner -> cluster.await(owner.cache.clear()),
        owner -> cluster.await(owner.cache.fenceLoads()));
    for (Consumer<Owner> write : writes) {
      row = null;
      cluster.await(cluster.owners.get(0).cache.clear());
      assertThat(getEverywhere(cluster)).containsOnlyNulls();

      row = 9L;
      write.accept(cluster.owners.get(3));

      assertThat(getEverywhere(cluster)).containsOnly(9L);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void refresh_ofADueEntryReadEverywhere_isOneLoadThatNobodyWaitsFor(int copies) {
    SimulatedOwners cluster = cluster(5, copies, false, ResilientLoadsTest::refreshing);
    assertThat(getEverywhere(cluster)).containsOnly(7L);
    assertThat(loads).hasValue(1);
    row = 8L;
    cluster.time.runFor(Duration.ofSeconds(11));

    assertAllGetAtOnce(cluster, 7L);
    cluster.time.runFor(SOON);

    assertThat(getEverywhere(cluster)).containsOnly(8L);
    cluster.time.runFor(SOON);
    assertThat(loads).hasValue(2);
  }

  /** Only some members are read at; the primary is told by whoever is. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void refresh_ofAnEntryReadAtOneMember_comesToAll(int copies) {
    for (int reader = 0; reader < 5; reader++) {
      loads.set(0);
      row = 7L;
      SimulatedOwners cluster = cluster(5, copies, false, ResilientLoadsTest::refreshing);
      assertThat(getEverywhere(cluster)).containsOnly(7L);
      row = 8L;
      cluster.time.runFor(Duration.ofSeconds(11));

      assertThat(cluster.get(cluster.owners.get(reader), "k")).isEqualTo(7L);
      cluster.time.runFor(SOON);

      assertThat(getEverywhere(cluster)).containsOnly(8L);
      assertThat(loads).hasValue(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void refresh_ofAFailingSource_keepsTheValueAndPauses(int copies) {
    SimulatedOwners cluster = cluster(
        3, copies, false, builder -> refreshing(builder).failureBackoff(Duration.ofSeconds(3)));
    assertThat(getEverywhere(cluster)).containsOnly(7L);
    isDown = true;
    cluster.time.runFor(Duration.ofSeconds(11));

    for (int i = 0; i < 10; i++) {
      assertThat(getEverywhere(cluster)).containsOnly(7L);
      cluster.time.runFor(Duration.ofMillis(200));
    }

    assertThat(loads).hasValue(2);
    isDown = false;
    row = 8L;
    cluster.time.runFor(Duration.ofSeconds(12));
    assertThat(getEverywhere(cluster)).contains(7L);
    cluster.time.runFor(SOON);
    assertThat(getEverywhere(cluster)).containsOnly(8L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void refresh_thatFindsNothing_removesTheEntry(int copies) {
    SimulatedOwners cluster = cluster(3, copies, false, ResilientLoadsTest::refreshing);
    assertThat(getEverywhere(cluster)).containsOnly(7L);
    row = null;
    cluster.time.runFor(Duration.ofSeconds(11));

    assertThat(getEverywhere(cluster)).containsOnly(7L);
    cluster.time.runFor(SOON);

    for (Owner owner : cluster.owners) {
      assertThat(cluster.read(owner, "k")).isNull();
    }
  }

  /** Returns whether a value that a refresh read before a write is there after it. */
  private boolean isOvertaken(int copies, Set<ReplicationFault> faults) {
    loads.set(0);
    SimulatedOwners cluster = cluster(3, copies, false, faults, ResilientLoadsTest::refreshing);
    cluster.put(cluster.owners.get(0), "k", 7);
    cluster.time.runFor(Duration.ofSeconds(11));
    CompletableFuture<Told> written = new CompletableFuture<>();
    assertThat(cluster.get(cluster.owners.get(2), "k")).isEqualTo(7L);
    cluster.after(LOAD.dividedBy(2), () -> {
      assertThat(loads).hasValue(1); // it has read the row
      Primaries.passOn(cluster.begin(cluster.owners.get(1), "k", 9), written);
    });
    cluster.await(written);
    cluster.time.runFor(SOON);
    return getEverywhere(cluster).contains(7L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void refresh_overtakenByAWrite_isNotStored(int copies) {
    assertThat(isOvertaken(copies, Set.of())).isFalse();
    assertThat(isOvertaken(copies, Set.of(ReplicationFault.KEEPS_FLIGHTS))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void staleValue_whileTheSourceIsDown_isTheAnswerOnAllMembers(int copies) {
    SimulatedOwners cluster =
        cluster(5, copies, true, builder -> builder.staleIfError(Duration.ofHours(1)));
    assertThat(getEverywhere(cluster)).containsOnly(7L);
    isDown = true;
    cluster.time.runFor(LIFE.plusSeconds(5));

    assertThat(getEverywhere(cluster)).containsOnly(7L);

    for (Owner owner : cluster.owners) {
      assertThat(cluster.read(owner, "k")).isNull(); // for all but gets it is gone
    }
    isDown = false;
    row = 8L;
    assertThat(getEverywhere(cluster)).containsOnly(8L);
    isDown = true;
    cluster.time.runFor(Duration.ofHours(2));
    assertAllFail(cluster, "the source is down");
  }

  /** The entry has expired this moment, so that it is still there for the primary to remove. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void staleValue_afterAnyWrite_isGone(int copies) {
    SimulatedOwners cluster =
        cluster(5, copies, true, builder -> builder.staleIfError(Duration.ofHours(1)));
    for (Duration after : List.of(Duration.ofNanos(1), Duration.ofSeconds(5))) {
      for (Consumer<Owner> write : writes(cluster)) {
        isDown = false;
        cluster.put(cluster.owners.get(0), "k", 7);
        long put = cluster.time.nanos();
        isDown = true;
        cluster.time.runFor(LIFE.minusNanos(cluster.time.nanos() - put).plus(after));

        write.accept(cluster.owners.get(3));

        cluster.time.runFor(SOON);
        assertAllFail(cluster, "the source is down");
      }
    }
  }

  private static List<Consumer<Owner>> writes(SimulatedOwners cluster) {
    return List.of(
        owner -> cluster.remove(owner, "k"),
        owner -> cluster.await(
            SimulatedOwners.operate(owner, "k", Remove.any(Remove.Kind.GET_AND_REMOVE))),
        owner -> cluster.await(owner.cache.clear()),
        owner -> cluster.await(owner.cache.fenceLoads()),
        owner -> {
          cluster.put(owner, "k", 8);
          cluster.remove(owner, "k");
        });
  }

  /** The primary that knew of the write is gone; what the next one has of it has expired, too. */
  @ParameterizedTest
  @ValueSource(ints = {2, EVERYBODY})
  void staleValue_removedBeforeThePrimaryDies_isGone(int copies) {
    for (int i = 0; i < 5; i++) {
      isDown = false;
      SimulatedOwners cluster =
          cluster(4, copies, true, builder -> builder.staleIfError(Duration.ofHours(1)));
      Owner primary = cluster.primaryOf("k");
      Owner other = cluster.others(primary, primary).get(0);
      cluster.put(other, "k", 7);
      long put = cluster.time.nanos();
      isDown = true;
      cluster.time.runFor(LIFE.minusNanos(cluster.time.nanos() - put).plusNanos(1));
      writes(cluster).get(i).accept(other);

      cluster.network.crash(primary.node);
      cluster.rest();

      assertAllFail(cluster, "the source is down");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void staleValue_whileItIsLoadedAnew_isTheAnswerOnAllMembers(int copies) {
    SimulatedOwners cluster =
        cluster(5, copies, true, builder -> builder.staleWhileRevalidate(Duration.ofMinutes(1)));
    assertThat(getEverywhere(cluster)).containsOnly(7L);
    row = 8L;
    cluster.time.runFor(LIFE.plusNanos(1));

    assertAllGetAtOnce(cluster, 7L);
    cluster.time.runFor(SOON);

    assertThat(getEverywhere(cluster)).containsOnly(8L);
    assertThat(loads).hasValue(2);
  }

  /** Returns whether a value that has expired is returned after a put and a remove. */
  private boolean isKeptAfterAWrite(Set<ReplicationFault> faults) {
    isDown = false;
    SimulatedOwners cluster =
        cluster(3, 2, true, faults, builder -> builder.staleIfError(Duration.ofHours(1)));
    cluster.put(cluster.owners.get(0), "k", 7);
    isDown = true;
    cluster.time.runFor(LIFE.plusSeconds(5));
    cluster.remove(cluster.owners.get(1), "k");
    try {
      return Long.valueOf(7).equals(cluster.get(cluster.owners.get(2), "k"));
    } catch (RuntimeException failed) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void remnant_thatAWriteWouldNotDrop_isNoticed(boolean isBroken) {
    Set<ReplicationFault> faults = isBroken ? Set.of(ReplicationFault.KEEPS_REMNANTS) : Set.of();

    assertThat(isKeptAfterAWrite(faults)).isEqualTo(isBroken);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void primaryThatDies_hasItsLoadsGoOn(int copies) {
    SimulatedOwners cluster = cluster(
        5,
        copies,
        true,
        builder -> builder
            .refreshAfterWrite(Duration.ofSeconds(5))
            .staleWhileRevalidate(Duration.ofHours(1))
            .negativeTimeToLive(Duration.ofHours(1))
            .failureBackoff(Duration.ofHours(1)));
    Owner primary = cluster.primaryOf("k");
    assertThat(getEverywhere(cluster)).containsOnly(7L);
    cluster.time.runFor(Duration.ofSeconds(6));
    List<CompletableFuture<Loaded>> gets = new ArrayList<>();
    for (Owner owner : cluster.others(primary, primary)) {
      gets.add(cluster.beginGet(owner, "k")); // due
    }
    gets.forEach(cluster::await);
    row = 8L;
    cluster.network.crash(primary.node);
    cluster.rest();

    for (int i = 0; i < 3; i++) {
      assertThat(getEverywhere(cluster)).isSubsetOf(7L, 8L);
      cluster.time.runFor(LIFE);
    }
    assertThat(getEverywhere(cluster)).containsOnly(8L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, EVERYBODY})
  void loadAll_ofWhatIsKnown_asksTheLoader(int copies) {
    SimulatedOwners cluster =
        cluster(3, copies, false, builder -> builder.negativeTimeToLive(Duration.ofHours(1)));
    row = null;
    assertThat(getEverywhere(cluster)).containsOnlyNulls();
    row = 8L;

    var unused =
        cluster.await(cluster.owners.get(0).cache.loadAll(Set.of("k"), LoadManner.EXPLICIT));

    assertThat(getEverywhere(cluster)).containsOnly(8L);
    assertThat(loads).hasValue(2);
  }
}
