// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.simulation.FaultKind;
import io.github.lungo.cluster.simulation.FaultLimits;
import io.github.lungo.cluster.simulation.Faults;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Replace;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That members which tell each other of their writes, and wait for nobody, have the same in the end, whatever happens. */
final class ReplicaScheduleTest {
  private static final long FIRST = Long.getLong("schedules.seed", 0);
  private static final int TIMES = Integer.getInteger("schedules.times", 1);
  private static final int SEEDS = 75;
  private static final int AT_ONCE = 25;
  private static final int KEYS = 6;
  private static final Duration QUIET = AntiEntropy.PAUSE.multipliedBy(3);

  /** Returns how many members there are, and the first seed of one test: so many that none takes long. */
  static Stream<Arguments> plays() {
    return IntStream.of(2, 3, 5)
        .boxed()
        .flatMap(members -> IntStream.range(0, SEEDS * TIMES / AT_ONCE)
            .mapToObj(block -> Arguments.of(members, FIRST + (long) block * AT_ONCE)));
  }

  @ParameterizedTest
  @MethodSource("plays")
  void anyFaults_allHaveTheNewestInTheEnd(int members, long first) {
    int loads = 0;
    for (long seed = first; seed < first + AT_ONCE; seed++) {
      Story story = new Story(seed, members, Play.Traits.usual().replicated());
      assertThat(story.tell()).as("seed %s", seed).isEmpty();
      loads += story.play.source.calls;
    }
    assertThat(loads).isPositive();
  }

  @Test
  void sameSeed_playsTheSame() {
    List<Long> steps = LongStream.of(7, 7)
        .map(seed -> {
          Story story = new Story(seed, 3, Play.Traits.usual().replicated());
          story.tell();
          return story.play.time.nanos() + story.writes;
        })
        .boxed()
        .toList();

    assertThat(steps.get(0)).isEqualTo(steps.get(1));
  }

  @ParameterizedTest
  @CsvSource({"REMOVALS_FORGOTTEN, 40", "OLDER_TAKEN, 20"})
  void mistakes_shownBySomeSchedule(Fault mistake, int seeds) {
    assertThat(LongStream.range(0, seeds)
            .filter(seed ->
                !found(seed, 4, Play.Traits.usual().replicated().with(mistake)).isEmpty())
            .limit(1)
            .boxed())
        .isNotEmpty();
  }

  @Test
  void conditionalOperation_looksAtTheOwnCopy() {
    Play play = new Play(1, 3, NetworkSettings.reliable(), Play.Traits.usual().replicated());
    play.network.pause(play.owners.get(2).node());
    assertThat(play.owners.get(0).put("k", 1)).isCompleted();
    assertThat(play.owners.get(1).execute("k", Put.of(2L, Put.Kind.IF_ABSENT))).isCompleted();

    assertThat(play.owners.get(1).local().read("k")).isEqualTo(2L);
    play.network.resume(play.owners.get(2).node());
    play.time.runFor(Duration.ofSeconds(2));
    assertThat(play.owners)
        .extracting(owner -> owner.local().read("k"))
        .containsOnly(play.owners.get(0).local().read("k"));
  }

  /** A member that dies has told one of the others, but not the other one. */
  @Test
  void writerDies_whomItHasToldTellsTheRest() {
    assertThat(heldByOther(Fault.NONE)).isEqualTo(2L);
    assertThat(heldByOther(Fault.NEVER_COMPARED)).as("the mistake shows").isEqualTo(1L);
  }

  private static Object heldByOther(Fault fault) {
    Play play = new Play(
        1, 3, NetworkSettings.reliable(), Play.Traits.usual().replicated().with(fault));
    Play.Owner writer = play.owners.get(0);
    Play.Owner other = play.owners.get(2);
    assertThat(writer.put("k", 1)).isCompleted();
    play.time.runFor(Duration.ofSeconds(1));
    play.network.cutOneWay(writer.node(), other.node());
    assertThat(writer.put("k", 2)).isCompleted();
    play.time.runFor(Duration.ofMillis(100));
    assertThat(play.owners.get(1).local().read("k")).isEqualTo(2L);
    assertThat(other.local().read("k")).isEqualTo(1L);

    play.network.crash(writer.node());
    play.noticeCrashes();
    play.time.runFor(Duration.ofSeconds(5));
    return other.local().read("k");
  }

  private static List<String> found(long seed, int members, Play.Traits traits) {
    return new Story(seed, members, traits).tell();
  }

  /** One play, with clients. */
  private static final class Story {
    final Play play;
    private final Convergence convergence = new Convergence();
    private final Set<Play.Owner> ever = new HashSet<>();
    private final Faults faults;
    private long writes = Convergence.FIRST_WRITTEN;
    private boolean isOver;

    Story(long seed, int members, Play.Traits traits) {
      play =
          new Play(seed, members, NetworkSettings.reliable().withFaultyFrames(0.02, 0.05), traits);
      FaultLimits limits = FaultLimits.of(
              FaultKind.JOIN,
              FaultKind.CRASH,
              FaultKind.RESTART,
              FaultKind.LEAVE,
              FaultKind.PAUSE,
              FaultKind.CUT,
              FaultKind.LOSS)
          .times(6)
          .keeping(2)
          .unnoticed(play.network.detection())
          .every(Duration.ofSeconds(1));
      faults = new Faults(seed, play.network, limits, play).onlyWhen(play::isReady);
    }

    List<String> tell() {
      faults.start();
      for (int i = 0; i < 4; i++) {
        next();
      }
      play.time.runUntil(
          () -> {
            play.noticeCrashes();
            return faults.areOver() && play.isReady();
          },
          Duration.ofMinutes(10));
      isOver = true;
      play.time.runFor(QUIET);
      play.noticeCrashes();
      Set<Play.Owner> survivors = new HashSet<>(ever);
      survivors.removeIf(owner -> owner.node().isEnded() && !play.hasLeft(owner));
      assertThat(writes - Convergence.FIRST_WRITTEN).isGreaterThan(20);
      return convergence.found(play.awake(), survivors);
    }

    private void next() {
      List<Play.Owner> awake = play.awake();
      if (isOver || awake.isEmpty()) {
        return;
      }
      Play.Owner owner = awake.get(play.random.nextInt(awake.size()));
      ever.add(owner);
      write(owner, "k" + play.random.nextInt(KEYS));
      for (int i = 0; i < KEYS; i++) {
        convergence.look(owner, "k" + i);
      }
      play.later(Duration.ofNanos((long) (play.random.nextDouble() * 120_000_000)), this::next);
    }

    /** Has a value loaded where there is none, which is none of the writes but news for all. */
    private void load(Play.Owner owner, String key) {
      if (play.random.nextBoolean()) {
        play.source.change(key);
      }
      var unused = owner.get(key);
    }

    private void write(Play.Owner owner, String key) {
      long value = ++writes;
      switch (play.random.nextInt(14)) {
        case 12, 13 -> load(owner, key);
        case 0, 1, 2 -> {
          assertThat(owner.remove(key)).as("waits for nobody").isCompleted();
          convergence.wrote(owner, key, null);
        }
        case 3 -> {
          if (owner.local().contains(key)) {
            assertThat(owner.execute(key, new Replace<>(null, value))).isCompleted();
            convergence.wrote(owner, key, value);
          }
        }
        case 4 -> {
          var unused = owner.execute(
              key,
              Invoke.of(
                  (entry, arguments) -> {
                    entry.setValue((Long) arguments[0]);
                    return null;
                  },
                  value));
          convergence.wrote(owner, key, value);
        }
        case 5 -> {
          Map<String, Put<String, Long>> puts = new LinkedHashMap<>();
          puts.put(key, Put.of(value, Put.Kind.PUT));
          puts.put("k0", Put.of(value, Put.Kind.PUT));
          CompletableFuture<Void> told = owner.cache().executeAll(puts).told().done();
          assertThat(told).isCompleted();
          puts.keySet().forEach(put -> convergence.wrote(owner, put, value));
        }
        case 6 -> {
          if (play.random.nextInt(4) == 0) {
            assertThat(owner.cache().clear().done()).isCompleted();
            for (int i = 0; i < KEYS; i++) {
              convergence.wrote(owner, "k" + i, null);
            }
          }
        }
        default -> {
          assertThat(owner.put(key, value)).as("waits for nobody").isCompleted();
          convergence.wrote(owner, key, value);
        }
      }
    }
  }
}
