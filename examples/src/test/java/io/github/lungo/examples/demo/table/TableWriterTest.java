// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TableWriterTest {
  private final CharacterTable table = CharacterTable.create();
  private final TableWriter writer = new TableWriter(table);

  @AfterEach
  void close() {
    table.close();
  }

  @Test
  void deleteAll_present_deletesAndLeavesNone() {
    table.fill(Stream.of(CharacterRow.ofJdk('A'), CharacterRow.ofJdk('B')));
    List<Integer> codes = new ArrayList<>(List.of((int) 'A', (int) 'B'));

    writer.deleteAll(codes);

    assertThat(codes).isEmpty();
    assertThat(table.rows()).isZero();
  }

  @Test
  void loadAll_presentAndMissing_bringsThePresent() {
    table.fill(Stream.of(CharacterRow.ofJdk('A')));

    assertThat(new TableLoader(table).loadAll(List.of((int) 'A', 0x0378)))
        .containsOnlyKeys((int) 'A');
  }
}
