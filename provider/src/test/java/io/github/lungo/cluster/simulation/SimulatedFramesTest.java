// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.cluster.transport.Transport;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What becomes of frames. */
final class SimulatedFramesTest {
  private static final int MANY = 200;

  private ObservedCluster cluster;
  private SimulatedNode one;
  private SimulatedNode two;
  private SimulatedNode three;

  private void form(long seed, NetworkSettings settings) {
    cluster = new ObservedCluster(seed, settings);
    List<SimulatedNode> nodes = cluster.form(3);
    one = nodes.get(0);
    two = nodes.get(1);
    three = nodes.get(2);
  }

  private void sendMany(SimulatedNode from, SimulatedNode to) {
    for (int i = 0; i < MANY; i++) {
      cluster.send(from, to, String.valueOf(1_000 + i));
    }
  }

  private List<String> heardBy(SimulatedNode node) {
    return cluster.ears(node).frames;
  }

  @Test
  void send_reliableNetwork_deliversEachOnceButNotInOrder() {
    form(1, NetworkSettings.reliable());

    sendMany(one, two);
    cluster.time.runFor(ofSeconds(1));

    assertThat(heardBy(two)).hasSize(MANY).doesNotHaveDuplicates();
    assertThat(heardBy(two)).isNotEqualTo(heardBy(two).stream().sorted().toList());
  }

  @Test
  void send_toItself_arrivesLaterAndIsNeverLost() {
    form(1, NetworkSettings.reliable().withFaultyFrames(1, 0));

    cluster.send(one, one, "self");

    assertThat(heardBy(one)).isEmpty();
    cluster.time.runFor(ofSeconds(1));
    assertThat(heardBy(one)).containsExactly("n1:self");
  }

  @Test
  void send_lossyNetwork_losesSome() {
    form(1, NetworkSettings.reliable().withFaultyFrames(0.3, 0));

    sendMany(one, two);
    cluster.time.runFor(ofSeconds(1));

    assertThat(heardBy(two)).hasSizeBetween(MANY / 2, MANY * 9 / 10).doesNotHaveDuplicates();
  }

  @Test
  void send_doublingNetwork_deliversSomeTwice() {
    form(1, NetworkSettings.reliable().withFaultyFrames(0, 0.3));

    sendMany(one, two);
    cluster.time.runFor(ofSeconds(1));

    assertThat(heardBy(two)).hasSizeBetween(MANY * 11 / 10, MANY * 3 / 2);
    assertThat(new TreeSet<>(heardBy(two))).hasSize(MANY);
  }

  @Test
  void crash_ofTheSender_lastFramesReachSomeAndNotOthers() {
    Set<String> outcomes = new TreeSet<>();
    for (long seed = 0; seed < 40; seed++) {
      form(seed, NetworkSettings.reliable());
      cluster.send(one, two, "last");
      cluster.send(one, three, "last");
      cluster.network.crash(one);
      cluster.time.runFor(ofSeconds(1));
      outcomes.add(heardBy(two).size() + "," + heardBy(three).size());
    }

    assertThat(outcomes).containsExactly("0,0", "0,1", "1,0", "1,1");
  }

  @Test
  void crash_ofTheReceiver_endsAllOfIt() {
    form(1, NetworkSettings.reliable());
    two.time().pool().execute(() -> heardBy(two).add("task"));
    Future<?> alarm = two.time().alarm().set(ofMillis(1), () -> heardBy(two).add("alarm"));
    cluster.send(one, two, "frame");

    cluster.network.crash(two);
    cluster.awaitAgreement();

    assertThat(heardBy(two)).isEmpty();
    assertThat(alarm).isNotDone();
  }

  @Test
  void pause_whatComes_waits() {
    form(1, NetworkSettings.reliable());
    cluster.network.pause(two);
    two.time().pool().execute(() -> heardBy(two).add("task"));
    cluster.send(one, two, "frame");

    cluster.time.runFor(ofSeconds(2));
    assertThat(heardBy(two)).isEmpty();
    cluster.network.resume(two);
    cluster.time.runFor(ofSeconds(1));

    assertThat(heardBy(two)).containsExactlyInAnyOrder("task", "n1:frame");
  }

  @Test
  void resume_whatWaited_comesInAnyOrder() {
    Set<List<String>> orders = new HashSet<>();
    for (long seed = 0; seed < 40; seed++) {
      form(seed, NetworkSettings.reliable());
      cluster.network.pause(two);
      cluster.send(one, two, "early");
      cluster.time.runFor(ofSeconds(1));
      cluster.send(one, two, "late");
      cluster.time.runFor(ofSeconds(1));
      cluster.network.resume(two);
      cluster.time.runFor(ofSeconds(1));
      orders.add(List.copyOf(heardBy(two)));
    }

    assertThat(orders)
        .containsExactlyInAnyOrder(List.of("n1:early", "n1:late"), List.of("n1:late", "n1:early"));
  }

  @Test
  void cutOneWay_theOtherWay_carries() {
    form(1, NetworkSettings.reliable());

    cluster.network.cutOneWay(one, two);
    cluster.send(one, two, "cut");
    cluster.send(two, one, "free");
    cluster.time.runFor(ofSeconds(1));

    assertThat(heardBy(two)).isEmpty();
    assertThat(heardBy(one)).containsExactly("n2:free");
  }

  @Test
  void heal_shortCut_someFramesComeLate() {
    form(1, NetworkSettings.reliable());

    cluster.network.cut(one, two);
    sendMany(one, two);
    cluster.time.runFor(ofSeconds(1));
    assertThat(heardBy(two)).isEmpty();
    cluster.network.heal(one, two);
    cluster.time.runFor(ofSeconds(1));

    assertThat(heardBy(two)).hasSizeBetween(MANY / 4, MANY * 3 / 4);
  }

  @Test
  void heal_longCut_framesAreLost() {
    form(1, NetworkSettings.reliable());

    cluster.network.cut(one, two);
    sendMany(one, two);
    cluster.time.runFor(ofSeconds(10));
    cluster.network.heal();
    cluster.awaitAgreement();

    assertThat(heardBy(two)).isEmpty();
  }

  @Test
  void send_moreThanMayWait_tellsTheSenderAndKeepsTheRest() {
    form(1, NetworkSettings.reliable().withMostWaiting(10));
    cluster.network.pause(two);

    sendMany(one, two);
    one.transport().send(two.id(), "reply".getBytes(UTF_8), Transport.Kind.REPLY);
    cluster.time.runFor(ofSeconds(1));
    assertThat(cluster.ears(one).overflows).containsExactly(two.id());
    cluster.network.resume(two);
    cluster.time.runFor(ofSeconds(1));

    assertThat(heardBy(two)).hasSize(11).contains("n1:reply");
  }

  @Test
  void send_afterAnOverflowIsOver_isCarriedAgain() {
    form(1, NetworkSettings.reliable().withMostWaiting(10));
    sendMany(one, two);
    cluster.time.runFor(ofSeconds(1));

    cluster.send(one, two, "again");
    cluster.time.runFor(ofSeconds(1));

    assertThat(heardBy(two)).hasSize(11).contains("n1:again");
  }

  @Test
  void send_frameChangedLater_failsTheRun() {
    form(1, NetworkSettings.reliable());
    byte[] frame = {1, 2, 3};

    one.transport().send(two.id(), frame, Transport.Kind.REQUEST);
    frame[0] = 9;

    assertThatThrownBy(() -> cluster.time.runFor(ofSeconds(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a frame was changed after it was sent");
  }

  @Test
  void send_tooLarge_isRefused() {
    form(1, NetworkSettings.reliable());
    byte[] frame = new byte[one.transport().maximumFrameBytes() + 1];

    assertThatThrownBy(() -> one.transport().send(two.id(), frame, Transport.Kind.REQUEST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16777217");
  }

  @Test
  void close_whatComesLater_isNotTold() {
    form(1, NetworkSettings.reliable());
    int views = cluster.ears(two).views.size();
    cluster.send(one, two, "late");

    two.transport().close();
    two.transport().close();
    cluster.send(two, one, "after");
    cluster.awaitAgreement();

    assertThat(heardBy(two)).isEmpty();
    assertThat(heardBy(one)).isEmpty();
    assertThat(cluster.ears(two).views).hasSize(views);
  }
}
