// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.node.Node;
import java.util.List;

/** A node in place of the killed one reads all that was written, and the others read what it writes. */
final class ReturnScenario implements Scenario {
  private static final List<String> KEY = List.of("back again");

  private final Roster roster;
  private final Ledger ledger;

  ReturnScenario(Roster roster, Ledger ledger) {
    this.roster = roster;
    this.ledger = ledger;
  }

  @Override
  public String title() {
    return "return";
  }

  @Override
  public List<Claim> run() {
    long millis = roster.start(1);
    Node back = roster.last();
    long lost = ledger.lost(back);
    // They hold what was there before, if they hold anything.
    roster.first().write(KEY, 0);
    roster.running().forEach(node -> node.numbers(KEY));
    back.write(KEY, 1);
    long read =
        roster.running().stream().filter(node -> node.numbers(KEY).get(0) == 1).count();
    return List.of(
        Claim.atMost("return: ms until the killed node is a member again", 60_000, millis),
        Claim.equal("return: acknowledged writes that it does not read", 0L, lost),
        Claim.equal("return: nodes that read what it writes", 4L, read));
  }
}
