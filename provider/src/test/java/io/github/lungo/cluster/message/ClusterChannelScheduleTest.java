// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.simulation.FaultKind;
import io.github.lungo.cluster.simulation.FaultLimits;
import io.github.lungo.cluster.simulation.Faults;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.cluster.simulation.SimulatedNetwork;
import io.github.lungo.cluster.simulation.SimulatedNode;
import io.github.lungo.cluster.simulation.VirtualTime;
import io.github.lungo.cluster.transport.NodeId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** That each request runs once and is answered, whatever the network does within what nobody notices. */
class ClusterChannelScheduleTest {
  private static final int SEEDS = 200;
  private static final int REQUESTS = 40;
  private static final int CACHE = 1;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LONG = Duration.ofMinutes(10);

  /** Three nodes that ask each other. Confined to one thread. */
  private static final class Play {
    final VirtualTime time = new VirtualTime();
    final Map<Integer, Integer> runs = new HashMap<>();
    final List<CompletableFuture<Integer>> answers = new ArrayList<>();
    private final Random random;
    private final List<ClusterChannel> channels = new ArrayList<>();
    private final List<NodeId> nodes = new ArrayList<>();

    Play(long seed) {
      random = new Random(seed);
      SimulatedNetwork network =
          new SimulatedNetwork(seed, time, NetworkSettings.reliable().withFaultyFrames(0.1, 0.1));
      for (int i = 0; i < 3; i++) {
        join(network.add());
      }
      time.runFor(Duration.ofSeconds(30)); // until all know each other
      FaultLimits limits =
          FaultLimits.of(FaultKind.PAUSE, FaultKind.CUT, FaultKind.CUT_ONE_WAY, FaultKind.LOSS);
      new Faults(seed, network, limits.times(4).unnoticed(network.detection()), node -> {
            throw new IllegalStateException("no node comes: " + node);
          })
          .start();
    }

    private void join(SimulatedNode node) {
      RequestTiming timing = new RequestTiming(
          node.time().clock()::nanos,
          node.time().alarm(),
          Duration.ofMillis(100),
          Duration.ofMillis(300));
      ClusterChannel channel = new ClusterChannel(node.transport(), timing, view -> {});
      channel.serve(CACHE, new ClusterChannel.Handler() {
        @Override
        public CompletableFuture<byte[]> asked(NodeId from, byte[] body) {
          runs.merge(ByteBuffer.wrap(body).getInt(), 1, Integer::sum);
          CompletableFuture<byte[]> answer = new CompletableFuture<>();
          if (random.nextBoolean()) {
            answer.complete(body);
          } else {
            Duration delay = Duration.ofMillis(random.nextInt(3_000));
            var unused = node.time().alarm().set(delay, () -> answer.complete(body));
          }
          return answer;
        }

        @Override
        public void told(NodeId from, byte[] body) {
          throw new AssertionError("nobody tells anything");
        }
      });
      channel.start();
      channels.add(channel);
      nodes.add(node.id());
    }

    void ask(int number) {
      byte[] body = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
      ClusterChannel asker = channels.get(random.nextInt(channels.size()));
      NodeId to = nodes.get(random.nextInt(nodes.size()));
      answers.add(asker
          .request(to, CACHE, body, PATIENCE, PATIENCE)
          .thenApply(answer -> ByteBuffer.wrap(answer).getInt()));
    }

    void askAll() {
      for (int number = 0; number < REQUESTS; number++) {
        ask(number);
        time.runFor(Duration.ofMillis(random.nextInt(400)));
      }
      time.runUntil(() -> answers.stream().allMatch(CompletableFuture::isDone), LONG);
      time.runFor(Duration.ofSeconds(30)); // and whatever is still on its way
    }
  }

  @Test
  void requests_anyUnnoticedFaults_runOnceAndAreAnswered() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Play play = new Play(seed);
      play.askAll();

      for (int number = 0; number < REQUESTS; number++) {
        assertThat(play.answers.get(number))
            .as("seed %s, answer %s", seed, number)
            .isCompletedWithValue(number);
        assertThat(play.runs.get(number))
            .as("seed %s, runs of %s", seed, number)
            .isEqualTo(1);
      }
    }
  }
}
