// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.simulation.NetworkSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That members whose writers do not wait agree in the end, whatever happens to some of them and the network. */
final class EventualScheduleTest {
  private static final long FIRST = Long.getLong("seed", 0);
  private static final int SEEDS = Integer.getInteger("seeds", 25);
  private static final Duration SOON = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(5);
  private static final String KEY = "k0";

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void anyFaults_allHoldTheLastValueInTheEnd(int members) {
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      Play play =
          InvalidationScheduleTest.play(seed, members, Play.Traits.usual().eventual());
      play.time.runFor(LONG);

      Map<String, Long> last = new TreeMap<>();
      for (int i = 0; i < 3; i++) {
        Play.Owner writer = play.awake().get(play.random.nextInt(play.awake().size()));
        long value = play.source.change("k" + i);
        last.put("k" + i, value);
        assertThat(writer.put("k" + i, value)).as("it waits for nobody").isCompleted();
      }
      play.time.runFor(LONG);

      assertThat(others(play, last)).as("seed %s", seed).isEmpty();
    }
  }

  private static List<String> others(Play play, Map<String, Long> last) {
    List<String> found = new ArrayList<>();
    play.awake()
        .forEach(owner -> last.forEach((key, value) -> {
          Object held = owner.local().read(key);
          if (held != null && !held.equals(value)) {
            found.add(owner.node() + " holds " + key + " = " + held + " in place of " + value);
          }
        }));
    return found;
  }

  @Test
  void write_othersHearSoon() {
    for (long seed = 0; seed < 50; seed++) {
      Play play =
          new Play(seed, 5, NetworkSettings.reliable(), Play.Traits.usual().eventual());
      long old = play.source.change(KEY);
      play.owners.forEach(owner -> assertThat(owner.get(KEY)).isNotNull());
      play.time.runFor(LONG);
      assertThat(play.owners).allMatch(owner -> owner.local().read(KEY).equals(old));
      long value = play.source.change(KEY);

      assertThat(play.owners.get(0).put(KEY, value)).isCompleted();
      play.time.runFor(SOON);

      assertThat(others(play, Map.of(KEY, value))).as("seed %s", seed).isEmpty();
    }
  }

  /** Who was told before the primary may join a load that has read what is old, and keep it for good. */
  @Test
  void primaryToldAfterOthers_mistakeShows() {
    assertThat(othersAreToldBeforeThePrimary(Fault.NONE)).isEmpty();
    assertThat(othersAreToldBeforeThePrimary(Fault.PARALLEL_ROUNDS)).isNotEmpty();
  }

  private static List<String> othersAreToldBeforeThePrimary(Fault fault) {
    Play play = new Play(
        1, 4, NetworkSettings.reliable(), Play.Traits.usual().eventual().with(fault));
    List<Play.Owner> others = new ArrayList<>(play.owners);
    Play.Owner primary = others.stream()
        .filter(owner -> owner
            .node()
            .id()
            .equals(play.topologies.current().primaryOf(new StableHash("c").segmentOf(KEY))))
        .findFirst()
        .orElseThrow();
    others.remove(primary);
    play.source.change(KEY);
    play.source.takes(Duration.ofMillis(1), Duration.ofSeconds(1));
    assertThat(others.get(2).get(KEY)).isNotCompleted();
    play.time.runFor(Duration.ofMillis(30));
    play.network.cutOneWay(others.get(0).node(), primary.node());
    long value = play.source.change(KEY);
    assertThat(others.get(0).put(KEY, value)).isCompleted();
    play.time.runFor(Duration.ofMillis(30));
    assertThat(others.get(1).get(KEY)).isNotCompleted();
    play.time.runFor(Duration.ofMillis(30));
    play.network.heal(others.get(0).node(), primary.node());
    play.time.runFor(LONG);
    return others(play, Map.of(KEY, value));
  }

  @Test
  void randomSchedules_showTheMistake() {
    Play.Traits wrong = Play.Traits.usual().eventual().with(Fault.WAITING_LOAD_KEPT);

    assertThat(LongStream.range(0, 20)).anyMatch(seed -> {
      Play play = InvalidationScheduleTest.play(seed, 4, wrong);
      Map<String, Long> last = new TreeMap<>();
      for (int i = 0; i < 3; i++) {
        String key = "k" + i;
        play.awake().forEach(owner -> assertThat(owner.get(key)).isNotNull());
        play.time.runFor(Duration.ofMillis(100));
        long value = play.source.change(key);
        last.put(key, value);
        assertThat(play.awake().get(0).put(key, value)).isCompleted();
      }
      play.time.runFor(LONG);
      return !others(play, last).isEmpty();
    });
  }
}
