// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.CacheMode;
import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.node.Node;
import io.github.lungo.examples.demo.scenario.Await;
import io.github.lungo.examples.demo.table.CharacterTable;
import java.time.Duration;
import java.util.List;

/** A node that comes later gets the data from the others, not from the table. */
final class JoinScenario implements Scenario {
  private static final Duration TRANSFER = Duration.ofSeconds(10);

  private final CharacterTable table;
  private final Roster roster;
  private final CacheMode mode;
  private final int first;
  private final int rows;

  /**
   * Creates the scenario.
   *
   * @param first the first of the codes that are in the cache when the node comes
   * @param rows how many there are
   */
  JoinScenario(CharacterTable table, Roster roster, CacheMode mode, int first, int rows) {
    this.table = table;
    this.roster = roster;
    this.mode = mode;
    this.first = first;
    this.rows = rows;
  }

  @Override
  public String title() {
    return "join";
  }

  @Override
  public List<Claim> run() {
    List<String> names = roster.first().names(first, rows);
    long queriesBefore = table.queries();
    long millis = roster.start(1);
    Node newcomer = roster.last();
    // Partitioned, it keeps about a half: two copies on four nodes.
    long fair = mode == CacheMode.REPLICATED ? rows : rows / 4;
    Await.until(TRANSFER, () -> newcomer.rowsHeld() >= fair);
    long held = newcomer.rowsHeld();
    List<String> read = newcomer.names(first, rows);
    long queries = table.queries() - queriesBefore;
    return List.of(
        Claim.atMost("join: ms until a JVM has started and is the 4th member", 60_000, millis),
        Claim.atLeast("join: rows it was given to keep, of " + rows, fair, held),
        Claim.equal("join: rows it reads right", rows, equalOnes(names, read)),
        Claim.equal("join: queries for these", 0L, queries));
  }

  private static int equalOnes(List<String> expected, List<String> found) {
    int equal = 0;
    for (int i = 0; i < expected.size(); i++) {
      equal += expected.get(i).equals(found.get(i)) ? 1 : 0;
    }
    return equal;
  }
}
