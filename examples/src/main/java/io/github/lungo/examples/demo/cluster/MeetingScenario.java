// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.node.Node;
import java.util.ArrayList;
import java.util.List;

/** Nodes that start at the same time find each other: each reads what each has put. */
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
    List<String> greetings = new ArrayList<>();
    long greeting = 0;
    for (Node node : roster.running()) {
      greeting++;
      greetings.addAll(node.write(List.of("greeting of node " + greeting), greeting));
    }
    long heard = 0;
    for (Node node : roster.running()) {
      heard +=
          node.numbers(greetings).stream().filter(number -> number != Node.NONE).count();
    }
    return List.of(
        Claim.atMost("meeting: ms until 3 JVMs have started and are a cluster", 60_000, millis),
        Claim.equal(
            "meeting: greetings of 3 nodes that 3 nodes read", (long) NODES * NODES, heard));
  }
}
