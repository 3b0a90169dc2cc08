// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.node.Node;
import io.github.lungo.examples.demo.table.CharacterTable;
import java.util.ArrayList;
import java.util.List;

/** However many threads of however many nodes ask for a key, the table is asked once. */
final class CrowdScenario implements Scenario {
  private static final int THREADS = 32;
  private static final int WARM_UP = 'W';

  private final CharacterTable table;
  private final Roster roster;
  private final int existing;
  private final int missing;

  /**
   * Creates the scenario.
   *
   * @param existing a code that has a row
   * @param missing a code that has none
   */
  CrowdScenario(CharacterTable table, Roster roster, int existing, int missing) {
    this.table = table;
    this.roster = roster;
    this.existing = existing;
    this.missing = missing;
  }

  @Override
  public String title() {
    return "stampede";
  }

  @Override
  public List<Claim> run() {
    // Once alone, so that no thread of the crowd waits for a class to be loaded.
    roster.running().forEach(node -> node.name(WARM_UP));
    List<Claim> claims = new ArrayList<>();
    claims.addAll(crowd("a row", existing));
    claims.addAll(crowd("a row that is not there", missing));
    return claims;
  }

  private List<Claim> crowd(String row, int code) {
    List<Node> nodes = roster.running();
    String answer = THREADS + " x " + table.readName(code);
    long queriesBefore = table.queries();
    nodes.forEach(Node::hold);
    try {
      nodes.forEach(node -> node.gather(code, THREADS));
    } finally {
      nodes.forEach(Node::release);
    }
    List<String> answers = nodes.stream().map(Node::outcomes).distinct().toList();
    String name = "stampede: " + nodes.size() + " x " + THREADS + " threads ask for " + row;
    return List.of(
        Claim.equal(name + ", queries", 1L, table.queries() - queriesBefore),
        Claim.equal(name + ", answers on each node", answer, String.join("; ", answers)));
  }
}
