// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.examples.demo.table.CharacterTable;
import io.github.lungo.examples.demo.table.NumberTable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A write that was acknowledged and is not in the database is found. */
final class DatabaseScenarioTest {
  private final CharacterTable table = CharacterTable.create();
  private final Ledger ledger = new Ledger();
  private final DatabaseScenario scenario =
      new DatabaseScenario(NumberTable.createBeside(table), ledger);

  @AfterEach
  void close() {
    table.close();
  }

  @Test
  void run_nothingWritten_holds() {
    assertThat(scenario.run()).singleElement().matches(claim -> claim.ok());
  }

  @Test
  void run_acknowledgedButAbsent_isFound() {
    ledger.acknowledge(List.of("a", "b"), 1);

    assertThat(scenario.run())
        .singleElement()
        .satisfies(claim -> assertThat(claim.actual()).isEqualTo(2L));
  }
}
