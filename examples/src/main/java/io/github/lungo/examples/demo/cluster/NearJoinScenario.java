// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.node.Node;
import io.github.lungo.examples.demo.table.CharacterTable;
import java.util.List;
import java.util.stream.IntStream;

/** A node that comes later makes its own copies of the table, and takes part in keeping all of them right. */
final class NearJoinScenario implements Scenario {
  private static final int UPDATES = 100;

  private final CharacterTable table;
  private final Roster roster;
  private final int first;
  private final int rows;

  /**
   * Creates the scenario.
   *
   * @param first the first of the codes that the node reads
   * @param rows how many there are, 100 at least; they keep their names in the end
   */
  NearJoinScenario(CharacterTable table, Roster roster, int first, int rows) {
    this.table = table;
    this.roster = roster;
    this.first = first;
    this.rows = rows;
  }

  @Override
  public String title() {
    return "join";
  }

  @Override
  public List<Claim> run() {
    Node longThere = roster.first();
    longThere.names(first, rows);
    long millis = roster.start(1);
    Node newcomer = roster.last();
    List<String> names = newcomer.names(first, rows);
    int right = (int) IntStream.range(0, rows)
        .filter(row -> names.get(row).equals(table.readName(first + row)))
        .count();
    long queriesBefore = table.queries();
    newcomer.names(first, rows);
    long queries = table.queries() - queriesBefore;
    return List.of(
        Claim.atMost("join: ms until a JVM has started and is the 4th member", 60_000, millis),
        Claim.equal("join: rows it reads right", rows, right),
        Claim.equal("join: queries when it reads them again", 0L, queries),
        Claim.equal(
            "join: of " + UPDATES + " updates by the oldest node, those that it does not see",
            0L,
            unseen(longThere, newcomer, names, " UPDATED")),
        Claim.equal(
            "join: of " + UPDATES + " updates by it, those that the oldest node does not see",
            0L,
            unseen(newcomer, longThere, names, "")));
  }

  /** Returns how many updates by the writer the reader does not see by its first read after each. */
  private long unseen(Node writer, Node reader, List<String> names, String suffix) {
    long unseen = 0;
    for (int row = 0; row < UPDATES; row++) {
      String name = names.get(row) + suffix;
      writer.rename(first + row, name);
      unseen += reader.name(first + row).equals(name) ? 0 : 1;
    }
    return unseen;
  }
}
