// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.node.Node;
import java.util.ArrayList;
import java.util.List;

/** Nodes that start at the same time find each other: each reads what each puts, also where it holds what was there before. */
final class MeetingScenario implements Scenario {
  private static final int NODES = 3;

  private final Roster roster;

  MeetingScenario(Roster roster) {
    this.roster = roster;
  }

  @Override
  public String title() {
    return "meeting";
  }

  @Override
  public List<Claim> run() {
    long millis = roster.start(NODES);
    greet(1);
    long heard = greet(2);
    return List.of(
        Claim.atMost("meeting: ms until 3 JVMs have started and are a cluster", 60_000, millis),
        Claim.equal(
            "meeting: greetings of 3 nodes that 3 nodes read", (long) NODES * NODES, heard));
  }

  /** Has each node write a greeting; returns how many of them the nodes read. */
  private long greet(long greeting) {
    List<String> greetings = new ArrayList<>();
    for (Node node : roster.running()) {
      String key = "greeting of node " + (greetings.size() + 1);
      node.write(List.of(key), greeting);
      greetings.add(key);
    }
    return roster.running().stream()
        .flatMap(node -> node.numbers(greetings).stream())
        .filter(number -> number == greeting)
        .count();
  }
}
