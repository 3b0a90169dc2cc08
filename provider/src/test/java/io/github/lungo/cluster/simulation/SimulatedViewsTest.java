// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import static io.github.lungo.cluster.simulation.ObservedCluster.ids;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.cluster.transport.View;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which views members are told, and when. */
final class SimulatedViewsTest {
  private static final Duration SILENCE = NetworkSettings.reliable().detection().silence();

  private ObservedCluster cluster;
  private SimulatedNode one;
  private SimulatedNode two;
  private SimulatedNode three;

  private void form(long seed) {
    cluster = new ObservedCluster(seed, NetworkSettings.reliable());
    List<SimulatedNode> nodes = cluster.form(3);
    one = nodes.get(0);
    two = nodes.get(1);
    three = nodes.get(2);
  }

  private View view(SimulatedNode node) {
    return cluster.ears(node).last();
  }

  private long lastViewTime(SimulatedNode node) {
    List<Long> times = cluster.ears(node).viewTimes;
    return times.get(times.size() - 1);
  }

  @Test
  void start_firstNode_isGivenAViewOfItself() {
    cluster = new ObservedCluster(1, NetworkSettings.reliable());
    SimulatedNode node = cluster.network.add();

    cluster.start(node);

    assertThat(cluster.ears(node).views).containsExactly(View.of(node.id(), 0, List.of(node.id())));
  }

  @Test
  void start_secondNode_isGivenTheCommonViewAtOnceAndTheOthersLater() {
    form(1);
    SimulatedNode four = cluster.network.add();
    View before = view(one);

    cluster.start(four);

    assertThat(view(four).members()).isEqualTo(ids(one, two, three, four));
    assertThat(view(four).coordinator()).isEqualTo(one.id());
    assertThat(view(one)).isEqualTo(before);
    cluster.awaitAgreement();
    assertThat(lastViewTime(one)).isNotEqualTo(lastViewTime(two));
  }

  @Test
  void start_twice_isRefused() {
    form(1);

    assertThatThrownBy(() -> cluster.start(one)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void start_alone_mergesLater() {
    cluster = new ObservedCluster(1, NetworkSettings.reliable().withLoneStarts(1));
    SimulatedNode first = cluster.network.add();
    SimulatedNode second = cluster.network.add();
    cluster.start(first);
    cluster.start(second);
    assertThat(view(second).members()).isEqualTo(ids(second));

    cluster.awaitAgreement();

    assertThat(view(second).mergedFrom()).containsExactly(ids(first), ids(second));
  }

  @Test
  void crash_ofAMember_isNoticedInTime() {
    form(1);
    long crash = cluster.time.nanos();

    cluster.network.crash(two);
    cluster.awaitAgreement();

    assertThat(view(three).members()).isEqualTo(ids(one, three));
    assertThat(Duration.ofNanos(cluster.time.nanos() - crash))
        .isBetween(SILENCE, SILENCE.multipliedBy(5).dividedBy(4).plusMillis(250));
  }

  @Test
  void crash_ofTheCoordinator_nextInLineMakesTheView() {
    form(1);

    cluster.network.crash(one);
    cluster.awaitAgreement();

    assertThat(view(three).creator()).isEqualTo(two.id());
    assertThat(view(three).members()).isEqualTo(ids(two, three));
  }

  @Test
  void restart_ofACrashedNode_isAnotherMember() {
    form(1);
    cluster.network.crash(one);
    cluster.awaitAgreement();

    SimulatedNode again = cluster.network.restart(one);
    cluster.start(again);
    cluster.awaitAgreement();

    assertThat(again.id()).isNotEqualTo(one.id());
    assertThat(view(two).members()).isEqualTo(ids(two, three, again));
  }

  @Test
  void close_ofTheCoordinator_isNoticedSoon() {
    form(1);
    long leave = cluster.time.nanos();

    one.transport().close();
    cluster.awaitAgreement();

    assertThat(view(three).members()).isEqualTo(ids(two, three));
    assertThat(Duration.ofNanos(cluster.time.nanos() - leave)).isLessThan(ofSeconds(1));
  }

  @Test
  void split_bothSides_countTheirViewsAlike() {
    form(1);

    cluster.network.split(List.of(three));
    cluster.time.runFor(ofSeconds(10));

    assertThat(view(one).members()).isEqualTo(ids(one, two));
    assertThat(view(two)).isEqualTo(view(one));
    assertThat(view(three).members()).isEqualTo(ids(three));
    assertThat(view(three).number()).isEqualTo(view(one).number());
    assertThat(view(three).creator()).isNotEqualTo(view(one).creator());
  }

  @Test
  void heal_afterASplit_tellsWhatTheSidesWere() {
    form(1);
    cluster.network.split(List.of(three));
    cluster.time.runFor(ofSeconds(10));

    cluster.network.heal();
    cluster.awaitAgreement();

    assertThat(view(three).members()).isEqualTo(ids(one, two, three));
    assertThat(view(three).mergedFrom()).containsExactly(ids(one, two), ids(three));
  }

  @Test
  void heal_afterASplit_theMergeComesUpToTwoSecondsApart() {
    Duration widest = Duration.ZERO;
    for (long seed = 0; seed < 20; seed++) {
      form(seed);
      cluster.network.split(List.of(three));
      cluster.time.runFor(ofSeconds(10));
      cluster.network.heal();
      cluster.awaitAgreement();
      Duration apart = Duration.ofNanos(Math.abs(lastViewTime(three) - lastViewTime(two)));
      widest = apart.compareTo(widest) > 0 ? apart : widest;
    }

    assertThat(widest).isBetween(ofSeconds(1), ofSeconds(2));
  }

  @Test
  void heal_beforeItIsNoticed_changesNothing() {
    form(1);
    View before = view(one);

    cluster.network.split(List.of(three));
    cluster.time.runFor(ofSeconds(3));
    cluster.network.heal();
    cluster.time.runFor(ofSeconds(20));

    assertThat(cluster.allEars()).allMatch(ears -> ears.last().equals(before));
  }

  @Test
  void heal_smallerSideCountedFurther_numberGoesBeyondBoth() {
    form(1);
    cluster.network.split(List.of(three));
    cluster.time.runFor(ofSeconds(10));
    for (int i = 0; i < 4; i++) {
      SimulatedNode guest = cluster.network.add();
      cluster.network.cut(guest, one);
      cluster.network.cut(guest, two);
      cluster.start(guest);
      guest.transport().close();
      cluster.time.runFor(ofSeconds(1));
    }
    long counted = view(three).number();
    assertThat(counted).isGreaterThan(view(one).number() + 1);
    int views = cluster.ears(one).views.size();

    cluster.network.heal();
    cluster.awaitAgreement();

    assertThat(view(one).number()).isEqualTo(counted + 1);
    assertThat(cluster.ears(one).views).hasSize(views + 1);
  }

  @Test
  void heal_betweenTwoThatDoNotCoordinate_endsTheirSuspicions() {
    form(1);
    cluster.network.cut(two, three);
    cluster.time.runFor(ofSeconds(10));
    cluster.network.heal();

    cluster.network.crash(one);
    cluster.awaitAgreement();

    assertThat(view(two).members()).isEqualTo(ids(two, three));
    assertThat(view(two).isMerge()).isFalse();
  }

  @Test
  void cut_betweenTwoThatDoNotCoordinate_changesNothing() {
    form(1);
    View before = view(one);

    cluster.network.cut(two, three);
    cluster.time.runFor(ofSeconds(20));

    assertThat(cluster.allEars()).allMatch(ears -> ears.last().equals(before));
  }

  @Test
  void cut_ofTheCoordinatorFromTheNext_splitsTheThirdOffEither() {
    Set<String> winners = new TreeSet<>();
    for (long seed = 0; seed < 20; seed++) {
      form(seed);
      cluster.network.cut(one, two);
      cluster.time.runFor(ofSeconds(20));
      assertThat(view(one).members()).isEqualTo(ids(one, three));
      assertThat(view(two).members()).isEqualTo(ids(two, three));
      assertThat(cluster.ears(three).views).hasSize(2);
      winners.add(view(three).creator().name());
      cluster.network.heal();
      cluster.awaitAgreement();
    }

    assertThat(winners).containsExactly("n1", "n2");
  }

  @Test
  void cutOneWay_towardsTheCoordinator_expelsWhoDoesNotKnow() {
    form(1);
    View before = view(three);

    cluster.network.cutOneWay(three, one);
    cluster.time.runFor(ofSeconds(20));

    assertThat(view(two).members()).isEqualTo(ids(one, two));
    assertThat(view(three)).isEqualTo(before);
    cluster.network.heal();
    cluster.awaitAgreement();
    assertThat(view(three).isMerge()).isTrue();
  }

  @Test
  void pause_longerThanDetection_expelsWhoBelievesItsOldViewForAWhile() {
    form(1);
    View before = view(one);
    cluster.network.pause(one);
    cluster.time.runFor(ofSeconds(8));
    assertThat(view(two).members()).isEqualTo(ids(two, three));

    cluster.network.resume(one);
    cluster.time.runFor(ofMillis(900));
    assertThat(view(one)).isEqualTo(before);
    cluster.awaitAgreement();

    assertThat(view(one).mergedFrom())
        .containsExactlyInAnyOrder(ids(two, three), ids(one, two, three));
  }

  @Test
  void pause_silencesFromBefore_doNotCount() {
    form(1);
    View before = view(one);
    cluster.network.crash(two);
    cluster.time.runFor(ofSeconds(1));
    cluster.network.pause(one);
    cluster.time.runFor(ofSeconds(10));

    cluster.network.resume(one);
    cluster.time.runFor(ofMillis(900));

    assertThat(view(one)).isEqualTo(before);
    cluster.awaitAgreement();
  }

  @Test
  void pause_shorterThanDetection_changesNothing() {
    form(1);
    View before = view(one);

    cluster.network.pause(one);
    cluster.time.runFor(ofSeconds(3));
    cluster.network.resume(one);
    cluster.time.runFor(ofSeconds(20));

    assertThat(cluster.allEars()).allMatch(ears -> ears.last().equals(before));
  }

  @Test
  void crash_ofTheCreator_itsLastViewReachesSomeAndNotOthers() {
    Set<Integer> reached = new TreeSet<>();
    for (long seed = 0; seed < 40; seed++) {
      form(seed);
      SimulatedNode four = cluster.network.add();
      cluster.start(four);
      cluster.network.crash(one);
      cluster.time.runFor(ofSeconds(3));
      reached.add((int) List.of(two, three).stream()
          .filter(node -> view(node).members().contains(four.id()))
          .count());
      cluster.awaitAgreement();
    }

    assertThat(reached).containsExactly(0, 1, 2);
  }
}
