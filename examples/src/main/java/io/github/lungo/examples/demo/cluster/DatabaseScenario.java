// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.node.Node;
import io.github.lungo.examples.demo.table.NumberTable;
import java.util.List;
import java.util.Objects;

/** What was acknowledged until the crash is in the database, as no cache reads it. */
final class DatabaseScenario implements Scenario {
  private final NumberTable numbers;
  private final Ledger ledger;

  DatabaseScenario(NumberTable numbers, Ledger ledger) {
    this.numbers = numbers;
    this.ledger = ledger;
  }

  @Override
  public String title() {
    return "database";
  }

  @Override
  public List<Claim> run() {
    long lost = ledger.lost(names -> names.stream()
        .map(name -> Objects.requireNonNullElse(numbers.load(name), Node.NONE))
        .toList());
    return List.of(
        Claim.equal("crash: acknowledged writes that are not in the database", 0L, lost));
  }
}
