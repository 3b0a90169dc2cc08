// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.node.Node;
import io.github.lungo.examples.demo.table.CharacterTable;
import java.util.List;
import java.util.Objects;

/** Once a put has returned on one node, the first read on each other node sees it. The nodes take turns. */
final class UpdateScenario implements Scenario {
  private static final int ROWS = 50;

  private final CharacterTable table;
  private final Roster roster;
  private final int first;
  private final int rounds;
  private int reads;
  private int stale;
  private int rowsThatDiffer;

  /**
   * Creates the scenario.
   *
   * @param first the first of the codes whose rows are updated, and which keep their names in the end
   * @param rounds how many updates there are
   */
  UpdateScenario(CharacterTable table, Roster roster, int first, int rounds) {
    this.table = table;
    this.roster = roster;
    this.first = first;
    this.rounds = rounds;
  }

  @Override
  public String title() {
    return "updates";
  }

  @Override
  public List<Claim> run() {
    List<String> names = roster.first().names(first, ROWS);
    // Whoever keeps what it has read has something to forget from the first update on.
    roster.running().forEach(node -> node.names(first, ROWS));
    for (int round = 0; round < rounds; round++) {
      update(round, names.get(round % ROWS) + " " + round);
    }
    for (int row = 0; row < ROWS; row++) {
      roster.first().rename(first + row, names.get(row));
    }
    return List.of(
        Claim.equal("updates: " + rounds + ", first reads on the other nodes", 2 * rounds, reads),
        Claim.equal("updates: reads of these that saw an older value", 0, stale),
        Claim.equal(
            "updates: rows that were not written before the put returned", 0, rowsThatDiffer));
  }

  private void update(int round, String name) {
    List<Node> nodes = roster.running();
    int code = first + round % ROWS;
    int writer = round % nodes.size();
    nodes.get(writer).rename(code, name);
    rowsThatDiffer += Objects.equals(table.readName(code), name) ? 0 : 1;
    for (int reader = 0; reader < nodes.size(); reader++) {
      if (reader != writer) {
        reads++;
        stale += nodes.get(reader).name(code).equals(name) ? 0 : 1;
      }
    }
  }
}
