// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.membership.SegmentOwners;
import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.cluster.transport.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The orders of events for which the protocol has its steps: each is missed by one mistake, and by that alone. */
final class InvalidationOrderTest {
  private static final String KEY = "k0";
  private static final Duration MOMENT = Duration.ofMillis(30);
  private static final Duration LONG = Duration.ofSeconds(3);

  /** Returns each scene with the mistake that it shows. */
  static Stream<Arguments> scenes() {
    return Stream.of(
        scene("others told before the primary", Fault.PARALLEL_ROUNDS, s -> s.toldBeforePrimary()),
        scene("waiting while it is written", Fault.WAITING_LOAD_KEPT, s -> s.waitingLoad()),
        scene("asking after it was written", Fault.PRIMARY_LOAD_KEPT, s -> s.askingAfter()),
        scene("told in two topologies", Fault.ANY_TOPOLOGY, s -> s.twoTopologies()),
        scene("loaded by a clock that is ahead", null, s -> s.clockAhead()));
  }

  private static Arguments scene(String name, Fault fault, Function<Scene, List<String>> play) {
    return Arguments.of(name, fault, play);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenes")
  void scene_noOlderValueAndTheMistakeShows(
      String name, Fault fault, Function<Scene, List<String>> scene) {
    Play.Traits right = Play.Traits.usual();
    Play.Traits wrong = fault == null ? right.versioningLoaded() : right.with(fault);

    assertThat(scene.apply(new Scene(right))).as(name).isEmpty();
    assertThat(scene.apply(new Scene(wrong))).as(name + ", with " + fault).isNotEmpty();
  }

  @Test
  void writerDiesHalfWay_whoHasHeardTellsTheRest() {
    Scene scene = new Scene(Play.Traits.usual());
    scene.read(scene.reader);
    scene.read(scene.other);
    scene.pass(LONG);
    scene.play.network.cutOneWay(scene.writer.node(), scene.reader.node());
    Play.Owner other = scene.other;
    scene.play.network.cutOneWay(scene.writer.node(), other.node());
    assertThat(scene.remove(scene.writer)).isNotCompleted();
    scene.pass(MOMENT);
    scene.play.network.crash(scene.writer.node());
    assertThat(scene.reader.local().read(KEY)).isNotNull();

    scene.play.noticeCrashes();
    scene.play.time.runUntil(scene.play::isReady, LONG);
    scene.pass(LONG);

    assertThat(scene.reader.local().read(KEY)).isNull();
    assertThat(other.local().read(KEY)).isNull();
  }

  /** Four members, one of which is the key's primary, and a loader that has read long before it returns. */
  private static final class Scene {
    private final Play play;
    private final Play.Owner primary;
    private final Play.Owner writer;
    private final Play.Owner reader;
    private final Play.Owner other;

    Scene(Play.Traits traits) {
      this.play = new Play(1, 4, NetworkSettings.reliable(), traits);
      NodeId first = play.topologies.current().primaryOf(segment());
      List<Play.Owner> rest = new ArrayList<>(play.owners);
      this.primary = rest.stream()
          .filter(owner -> owner.node().id().equals(first))
          .findFirst()
          .orElseThrow();
      rest.remove(primary);
      this.writer = rest.get(0);
      this.reader = rest.get(1);
      this.other = rest.get(2);
      play.freshness.write(KEY, play.source.change(KEY)).acknowledge();
      play.source.takes(Duration.ofMillis(1), Duration.ofSeconds(1));
    }

    private static int segment() {
      return new StableHash("c").segmentOf(KEY);
    }

    private CompletableFuture<Void> remove(Play.Owner by) {
      Freshness.Write write = play.freshness.write(KEY, play.source.change(KEY));
      CompletableFuture<Void> told = by.remove(KEY);
      return told.thenRun(write::acknowledge);
    }

    private void read(Play.Owner by) {
      var unused = play.read(by, KEY);
    }

    private void pass(Duration time) {
      play.time.runFor(time);
    }

    /** Has all read twice, at the end. */
    private List<String> result() {
      for (int i = 0; i < 2; i++) {
        play.owners.forEach(this::read);
        pass(LONG);
      }
      assertThat(play.freshness.reads).isGreaterThanOrEqualTo(2 * play.owners.size());
      return play.freshness.violations();
    }

    /** The primary runs a load and does not hear of a write for a while; a reader has heard, and asks. */
    List<String> toldBeforePrimary() {
      read(primary);
      pass(MOMENT);
      play.network.cutOneWay(writer.node(), primary.node());
      CompletableFuture<Void> removed = remove(writer);
      pass(MOMENT);
      read(reader);
      pass(MOMENT);
      play.network.heal(writer.node(), primary.node());
      play.time.runUntil(removed::isDone, LONG);
      return result();
    }

    List<String> waitingLoad() {
      read(reader);
      pass(MOMENT);
      play.time.runUntil(remove(writer)::isDone, LONG);
      pass(LONG);
      return result();
    }

    List<String> askingAfter() {
      read(primary);
      pass(MOMENT);
      play.time.runUntil(remove(writer)::isDone, LONG);
      read(reader);
      pass(LONG);
      return result();
    }

    /** A writer goes by the next topology, in which the key has another primary, while a reader asks the former one. */
    List<String> twoTopologies() {
      Topology next = moved();
      read(primary);
      pass(MOMENT);
      install(next, writer);
      install(next, other);
      play.network.cutOneWay(writer.node(), primary.node());
      CompletableFuture<Void> removed = remove(writer);
      pass(MOMENT);
      read(reader);
      pass(MOMENT);
      play.network.heal(writer.node(), primary.node());
      pass(LONG);
      install(next, primary);
      install(next, reader);
      play.time.runUntil(removed::isDone, LONG);
      return result();
    }

    private Topology moved() {
      Topology before = play.topologies.current();
      List<SegmentOwners> segments = new ArrayList<>(before.segments());
      NodeId to = other.node().id();
      segments.set(segment(), new SegmentOwners(List.of(to), Set.of(to)));
      return new Topology(before.name().next(to), 1, before.members(), segments);
    }

    private static void install(Topology topology, Play.Owner at) {
      assertThat(at.cache().install(topology, List.of())).isCompleted();
    }

    /** Of two members one has the clock that is ahead. */
    List<String> clockAhead() {
      read(reader);
      read(writer);
      pass(LONG);
      play.time.runUntil(remove(writer)::isDone, LONG);
      List<String> after = new ArrayList<>(result());
      play.time.runUntil(remove(reader)::isDone, LONG);
      after.addAll(result());
      return after;
    }
  }
}
