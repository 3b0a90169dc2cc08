// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.membership.TopologyProposal;
import io.github.lungo.cluster.simulation.NetworkSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whom a member obeys: two former members that only say what the test has them say, and one that is real. */
final class PromiseTest {
  private static final String CACHE = "orders";
  private static final Duration LONG = Duration.ofSeconds(30);

  /** Confined to one thread. */
  private static final class Play {
    final TopologyCluster cluster;
    final TopologyMember first;
    final TopologyMember second;
    final TopologyMember member;

    Play(Set<TopologyFault> faults) {
      cluster = new TopologyCluster(1, NetworkSettings.reliable(), faults, List.of());
      first = cluster.add();
      second = cluster.add();
      first.topologies().close();
      second.topologies().close();
      member = cluster.add();
      cluster.time.runFor(Duration.ofSeconds(5)); // until all know each other
      CompletableFuture<CacheTopology> join = member.join(CACHE);
      assertThat(join).isNotDone();
    }

    Answer ask(TopologyMember from, ControlMessage message) throws Exception {
      CompletableFuture<byte[]> answer = from.channel()
          .request(member.node().id(), CacheId.CONTROL, message.toBytes(), LONG, LONG);
      return Answer.of(cluster.time.await(answer, LONG));
    }

    Verdict query(TopologyMember from, long reign) throws Exception {
      return ask(from, new ControlMessage.Query(reign)).verdict();
    }

    Verdict install(TopologyMember from, long reign, long number) throws Exception {
      TopologyName name = new TopologyName(number, from.node().id());
      cluster.watch.probe(from.node().id()).decided(CACHE, null, decision(name));
      return ask(from, new ControlMessage.Install(reign, CACHE, 1, decision(name)))
          .verdict();
    }

    private Decision decision(TopologyName name) {
      return new Decision(
          TopologyProposal.first(name, List.of(member.node().id()), 1).topology(),
          List.of(1L),
          List.of(1L),
          new TreeMap<>(),
          0);
    }

    Verdict activate(TopologyMember from, long reign, long number) throws Exception {
      TopologyName name = new TopologyName(number, from.node().id());
      return ask(from, new ControlMessage.Activate(reign, CACHE, 1, name)).verdict();
    }
  }

  @Test
  void install_withoutQuery_isNotObeyed() throws Exception {
    Play play = new Play(Set.of());

    assertThat(play.install(play.first, 1, 1)).isEqualTo(Verdict.ELSEWHERE);
    assertThat(play.member.follower(CACHE).installedNumber()).isZero();
  }

  @Test
  void install_afterQuery_isObeyed() throws Exception {
    Play play = new Play(Set.of());
    assertThat(play.query(play.first, 1)).isEqualTo(Verdict.DONE);

    assertThat(play.install(play.first, 1, 1)).isEqualTo(Verdict.DONE);
    assertThat(play.activate(play.first, 1, 1)).isEqualTo(Verdict.DONE);
    assertThat(play.activate(play.first, 1, 1)).isEqualTo(Verdict.DONE);

    assertThat(play.member.follower(CACHE).activations()).isEqualTo(1);
    assertThat(play.member.joined(CACHE)).isCompleted();
  }

  @Test
  void query_ofAnEarlierReign_isNotObeyed() throws Exception {
    Play play = new Play(Set.of());
    assertThat(play.query(play.first, 2)).isEqualTo(Verdict.DONE);

    assertThat(play.query(play.first, 1)).isEqualTo(Verdict.ELSEWHERE);
    assertThat(play.install(play.first, 1, 1)).isEqualTo(Verdict.ELSEWHERE);
    assertThat(play.install(play.first, 2, 1)).isEqualTo(Verdict.DONE);
  }

  @Test
  void query_ofNoCoordinator_isNotObeyed() throws Exception {
    Play play = new Play(Set.of());

    assertThat(play.query(play.second, 1)).isEqualTo(Verdict.ELSEWHERE);
    assertThat(play.install(play.second, 1, 1)).isEqualTo(Verdict.ELSEWHERE);
  }

  @Test
  void query_ofTheNextCoordinator_endsTheObedienceToTheFirst() throws Exception {
    Play play = new Play(Set.of());
    assertThat(play.query(play.first, 1)).isEqualTo(Verdict.DONE);
    assertThat(play.install(play.first, 1, 1)).isEqualTo(Verdict.DONE);

    play.cluster.network.crash(play.first.node());
    play.cluster.time.runFor(Duration.ofSeconds(10)); // until that is noticed

    assertThat(play.install(play.second, 1, 2)).isEqualTo(Verdict.ELSEWHERE);
    assertThat(play.activate(play.second, 1, 1)).isEqualTo(Verdict.ELSEWHERE);
    assertThat(play.query(play.second, 1)).isEqualTo(Verdict.DONE);
    assertThat(play.install(play.second, 1, 1)).as("equal number").isEqualTo(Verdict.BEHIND);
    assertThat(play.install(play.second, 1, 2)).isEqualTo(Verdict.DONE);
    assertThat(play.cluster.watch.violations()).isEmpty();
  }

  @Test
  void install_otherTerm_isNotForThisMember() throws Exception {
    Play play = new Play(Set.of());
    assertThat(play.query(play.first, 1)).isEqualTo(Verdict.DONE);

    ControlMessage stray = new ControlMessage.Install(
        1, CACHE, 2, play.decision(new TopologyName(1, play.first.node().id())));

    assertThat(play.ask(play.first, stray).verdict()).isEqualTo(Verdict.GONE);
  }

  @Test
  void promise_broken_isFound() throws Exception {
    Play play = new Play(Set.of(TopologyFault.BREAKS_PROMISES));
    assertThat(play.query(play.first, 1)).isEqualTo(Verdict.DONE);

    assertThat(play.install(play.second, 1, 1)).isEqualTo(Verdict.DONE);

    assertThat(play.cluster.watch.violations()).anyMatch(text -> text.startsWith("promise:"));
  }
}
