// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.simulation.ObservedCluster.Ears;
import io.github.lungo.cluster.transport.View;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Trouble at random, and that the same seed makes the same trouble. */
final class FaultsTest {
  private static final Duration LONG = ofMinutes(10);

  /** Slow enough for frames to be under way whenever a node crashes. */
  private static final Delays SLOW = new Delays(ofMillis(1), ofMillis(150), 0.01, ofMillis(500));

  private ObservedCluster cluster;

  private void play(long seed, FaultLimits limits) {
    cluster = new ObservedCluster(
        seed,
        NetworkSettings.reliable()
            .withFrames(SLOW)
            .withFaultyFrames(0.05, 0.05)
            .withLoneStarts(0.1));
    cluster.form(4);
    traffic();
    Faults faults = new Faults(seed, cluster.network, limits, cluster);
    faults.start();
    cluster.time.runUntil(faults::areOver, LONG);
  }

  /** Lets each node that is awake send something to each other, for ever. */
  private void traffic() {
    Lane lane = cluster.time.lane("traffic");
    cluster.time.schedule(lane, ofMillis(100), "round", () -> {
      for (SimulatedNode from : cluster.network.awake()) {
        cluster.network.awake().forEach(to -> cluster.send(from, to, "hello"));
      }
      traffic();
    });
  }

  private static FaultLimits everything() {
    return FaultLimits.of(FaultKind.values());
  }

  private List<String> begun() {
    return cluster.time.trace().lines().stream()
        .filter(line -> line.contains(" fault "))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .toList();
  }

  @Test
  void play_sameSeed_givesTheSameTrace() {
    for (long seed = 0; seed < 10; seed++) {
      play(seed, everything());
      List<String> lines = cluster.time.trace().lines();
      long hash = cluster.time.trace().hash();

      play(seed, everything());

      assertThat(cluster.time.trace().lines()).as("seed %s", seed).isEqualTo(lines);
      assertThat(cluster.time.trace().hash()).as("seed %s", seed).isEqualTo(hash);
    }
  }

  @Test
  void play_otherSeed_givesAnotherTrace() {
    play(1, everything());
    long hash = cluster.time.trace().hash();

    play(2, everything());

    assertThat(cluster.time.trace().hash()).isNotEqualTo(hash);
  }

  @Test
  void play_everything_agreesInTheEndAndNobodyIsToldNonsense() {
    for (long seed = 0; seed < 400; seed++) {
      play(seed, everything());

      cluster.awaitAgreement();

      for (Ears ears : cluster.allEars()) {
        assertThat(ears.views).as("seed %s", seed).isSortedAccordingTo(FaultsTest::byNumber);
        assertThat(ears.views.stream().map(View::number)).doesNotHaveDuplicates();
      }
      assertThat(begun()).as("seed %s", seed).hasSize(10);
    }
  }

  private static int byNumber(View one, View other) {
    return Long.compare(one.number(), other.number());
  }

  @Test
  void play_someSeeds_makesEveryKind() {
    Set<FaultKind> seen = EnumSet.noneOf(FaultKind.class);
    for (long seed = 0; seed < 20; seed++) {
      play(seed, everything());
      begun().forEach(kind -> seen.add(FaultKind.valueOf(kind)));
    }

    assertThat(seen).containsExactly(FaultKind.values());
  }

  @Test
  void play_someKinds_makesNoOthers() {
    play(1, FaultLimits.of(FaultKind.PAUSE, FaultKind.LOSS).times(20));

    assertThat(begun()).hasSize(20).containsOnly("PAUSE", "LOSS");
  }

  @Test
  void play_unnoticed_changesNoView() {
    Detection detection = NetworkSettings.reliable().detection();
    FaultLimits limits = FaultLimits.of(FaultKind.PAUSE, FaultKind.LOSS).unnoticed(detection);
    for (long seed = 0; seed < 20; seed++) {
      play(seed, limits.every(ofSeconds(5)));

      cluster.time.runFor(ofSeconds(20));
      assertThat(cluster.allEars().get(0).last().number()).isLessThanOrEqualTo(2 * 4);
    }
  }

  @Test
  void play_crashes_leaveTheFewest() {
    cluster = new ObservedCluster(1, NetworkSettings.reliable());
    cluster.form(4);
    FaultLimits limits =
        FaultLimits.of(FaultKind.CRASH, FaultKind.JOIN).times(50).keeping(3);
    Faults faults = new Faults(1, cluster.network, limits, cluster);
    Set<Integer> awake = new TreeSet<>();

    faults.start();
    cluster.time.runUntil(
        () -> {
          awake.add(cluster.network.awake().size());
          return faults.areOver();
        },
        LONG);

    assertThat(awake).startsWith(3);
  }

  @Test
  void play_losses_loseFramesUntilTheyAreOver() {
    cluster = new ObservedCluster(1, NetworkSettings.reliable());
    SimulatedNode one = cluster.form(2).get(0);
    traffic();
    Faults faults = new Faults(1, cluster.network, FaultLimits.of(FaultKind.LOSS), cluster);

    faults.start();
    cluster.time.runUntil(faults::areOver, LONG);
    long lost = lost();
    assertThat(lost).isPositive();
    for (int i = 0; i < 100; i++) {
      cluster.network.awake().forEach(other -> cluster.send(one, other, "late"));
    }
    cluster.time.runFor(ofSeconds(1));

    assertThat(lost()).isEqualTo(lost);
  }

  private long lost() {
    return cluster.time.trace().lines().stream()
        .filter(line -> line.contains(" lost "))
        .count();
  }

  @Test
  void play_onlyWhenAgreed_waitsForThat() {
    cluster = new ObservedCluster(1, NetworkSettings.reliable());
    cluster.form(4);
    Faults faults = new Faults(
            1,
            cluster.network,
            FaultLimits.of(FaultKind.CRASH).times(3).every(ofMillis(1)),
            cluster)
        .onlyWhen(cluster::isAgreed);

    faults.start();
    cluster.time.runUntil(faults::areOver, LONG);

    assertThat(cluster.time.nanos()).isGreaterThan(ofSeconds(8).toNanos());
  }
}
