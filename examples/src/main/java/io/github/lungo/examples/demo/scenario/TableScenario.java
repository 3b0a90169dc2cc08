// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.scenario;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.table.CharacterTable;
import io.github.lungo.examples.demo.table.UnicodeData;
import java.util.List;

/** The table is complete. */
public final class TableScenario implements Scenario {
  private final CharacterTable table;

  public TableScenario(CharacterTable table) {
    this.table = table;
  }

  @Override
  public String title() {
    return "table";
  }

  @Override
  public List<Claim> run() {
    return List.of(Claim.equal(
        "table: one row for each assigned code point", UnicodeData.countAssigned(), table.rows()));
  }
}
