// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.node.Node;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of nodes that share their numbers, and of such that do so badly. */
@Timeout(30)
final class CrashScenarioTest {
  private final Map<String, Long> shared = new ConcurrentHashMap<>();

  @Test
  void run_goodNodes_allHolds() throws Exception {
    assertThat(claims(() -> new MapNode(shared))).hasSize(3).allMatch(Claim::ok);
  }

  @Test
  void run_killLosesWrites_isFound() throws Exception {
    List<Claim> claims = claims(() -> new MapNode(shared) {
      @Override
      public void leave() {
        shared.remove("writer 0/0");
        shared.remove("writer 0/1");
      }
    });

    assertThat(claims)
        .filteredOn(claim -> !claim.ok())
        .singleElement()
        .satisfies(claim -> assertThat(claim.name()).contains("lost"))
        .satisfies(claim -> assertThat(claim.actual()).isEqualTo(4L));
  }

  @Test
  void run_putsFail_isFound() throws Exception {
    List<Claim> claims = claims(() -> new MapNode(shared) {
      @Override
      public List<String> write(List<String> keys, long number) {
        return super.write(keys.subList(1, keys.size()), number);
      }
    });

    assertThat(claims)
        .filteredOn(claim -> !claim.ok())
        .singleElement()
        .satisfies(claim -> assertThat(claim.name()).contains("failed"));
  }

  private static List<Claim> claims(Supplier<MapNode> node) throws Exception {
    Roster roster = new Roster(new MapNodes(node));
    roster.start(3);
    return new CrashScenario(roster, new Ledger(), Effort.SHORT.batches()).run();
  }

  /** Nodes whose writers go on after the kill: it does no more than to have the node leave, after its last batch. */
  private record MapNodes(Supplier<MapNode> node) implements Nodes {
    @Override
    public List<Node> start(int count, int members) {
      return Stream.<Node>generate(() -> new Mortal(node.get())).limit(count).toList();
    }

    @Override
    public void kill(Node node) {
      node.leave();
    }

    @Override
    public long stop() {
      return 0;
    }
  }

  /** Writes until it has left. */
  private static final class Mortal extends MapNode {
    private final MapNode node;
    private boolean hasLeft;

    Mortal(MapNode node) {
      super(node.numbers);
      this.node = node;
    }

    @Override
    public synchronized List<String> write(List<String> keys, long number) {
      if (hasLeft) {
        throw new NodeLostException("it has left");
      }
      return node.write(keys, number);
    }

    @Override
    public synchronized void leave() {
      hasLeft = true;
      node.leave();
    }
  }
}
