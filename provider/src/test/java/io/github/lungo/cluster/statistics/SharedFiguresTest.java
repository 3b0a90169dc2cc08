// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.message.RequestTiming;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.cluster.simulation.SimulatedNetwork;
import io.github.lungo.cluster.simulation.SimulatedNode;
import io.github.lungo.cluster.simulation.VirtualTime;
import io.github.lungo.management.CacheStatistics;
import io.github.lungo.management.ClusterFigures.Heard;
import io.github.lungo.management.Figures;
import io.github.lungo.management.Figures.Timed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class SharedFiguresTest {
  private static final int CACHE = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final VirtualTime time = new VirtualTime();
  private final SimulatedNetwork network =
      new SimulatedNetwork(1, time, NetworkSettings.reliable());
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final List<CacheStatistics> statistics = new ArrayList<>();
  private final List<SharedFigures> figures = new ArrayList<>();

  private void join(boolean withCache) {
    SimulatedNode node = network.add();
    ClusterChannel channel = new ClusterChannel(
        node.transport(),
        new RequestTiming(
            node.time().clock()::nanos,
            node.time().alarm(),
            Duration.ofMillis(100),
            Duration.ofMillis(300)),
        view -> {});
    nodes.add(node);
    channel.start();
    if (withCache) {
      CacheStatistics own = new CacheStatistics(() -> 0);
      own.enable(true);
      statistics.add(own);
      figures.add(new SharedFigures(channel, CACHE, own, PATIENCE, node.time().clock()::nanos));
    }
  }

  private void joinThree() {
    for (int i = 0; i < 3; i++) {
      join(true);
    }
    time.runFor(LONG);
  }

  private Heard ask(int member, boolean toClear) {
    CompletableFuture<Heard> heard = figures.get(member).ask(toClear);
    time.runUntil(heard::isDone, LONG);
    return heard.join();
  }

  @Test
  void ask_members_addsUpWhatTheyCount() {
    joinThree();
    for (int i = 0; i < 3; i++) {
      statistics.get(i).recordHits(10 + i);
      statistics.get(i).recordMisses(20 + i);
      statistics.get(i).recordPuts(30 + i);
      statistics.get(i).recordRemovals(40 + i);
      statistics.get(i).recordEvictions(50 + i);
      statistics.get(i).recordGetTime(statistics.get(i).start());
    }

    Heard heard = ask(1, false);

    assertThat(heard.sum())
        .isEqualTo(
            new Figures(33, 63, 93, 123, 153, new Timed(3, 0), new Timed(0, 0), new Timed(0, 0)));
    assertThat(heard.members()).hasSize(3).doesNotHaveDuplicates();
    assertThat(heard.silent()).isEmpty();
  }

  @Test
  void ask_toClear_setsAllToZero() {
    joinThree();
    statistics.forEach(one -> one.recordHits(5));

    assertThat(ask(0, true).members()).hasSize(3);

    assertThat(statistics).allSatisfy(one -> assertThat(one.figures()).isEqualTo(Figures.NONE));
  }

  @Test
  void ask_memberDoesNotRunTheCache_isNotMissed() {
    joinThree();
    join(false);
    time.runFor(LONG);

    Heard heard = ask(0, false);

    assertThat(heard.members()).hasSize(3);
    assertThat(heard.silent()).isEmpty();
  }

  @Test
  void ask_memberIsSilent_isNamedAndTheOthersAddedUp() {
    joinThree();
    statistics.forEach(one -> one.recordPuts(7));
    network.pause(nodes.get(2));
    figures.get(1).close();

    Heard heard = ask(0, false);

    assertThat(heard.sum().puts()).isEqualTo(7);
    assertThat(heard.members()).containsExactly(nodes.get(0).id().name());
    assertThat(heard.silent()).containsExactly(nodes.get(2).id().name());
  }

  @Test
  void forms_figures_areReadAsWritten() throws Exception {
    Figures figures =
        new Figures(1, 2, 3, 4, 5, new Timed(6, 7), new Timed(8, 9), new Timed(10, 11));

    assertThat(FiguresForm.decode(FiguresForm.encode(figures))).isEqualTo(figures);
  }
}
