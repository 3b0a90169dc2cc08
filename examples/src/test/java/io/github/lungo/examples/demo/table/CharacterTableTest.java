// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CharacterTableTest {
  private static final CharacterRow CUP = CharacterRow.ofJdk(0x2615);

  private final CharacterTable table = CharacterTable.create();

  @BeforeEach
  void fill() {
    table.fill(Stream.of(CUP, CharacterRow.ofJdk('A')));
  }

  @AfterEach
  void close() {
    table.close();
  }

  @Test
  void fill_moreThanABatch_insertsAll() {
    table.fill(Stream.iterate(0x4E00, code -> code + 1).limit(1_001).map(CharacterRow::ofJdk));

    assertThat(table.rows()).isEqualTo(1_003);
  }

  @Test
  void select_presentAndMissing_countsOneQueryEach() {
    assertThat(table.select(CUP.code())).isEqualTo(CUP);
    assertThat(table.select(0x0378)).isNull();

    assertThat(table.queries()).isEqualTo(2);
  }

  @Test
  void select_damagedRow_failsAndIsCounted() {
    table.damage(CUP.code());

    assertThatThrownBy(() -> table.select(CUP.code())).isInstanceOf(IllegalArgumentException.class);
    assertThat(table.queries()).isEqualTo(1);
  }

  @Test
  void queries_otherStatements_areNotCounted() {
    table.readName(CUP.code());
    table.write(CUP);
    table.rows();

    assertThat(table.queries()).isZero();
  }

  @Test
  void queries_manyThreads_areAllCounted() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<CharacterRow> select = () -> table.select(CUP.code());
      List<Future<CharacterRow>> rows = threads.invokeAll(Collections.nCopies(2_000, select));
      for (Future<CharacterRow> row : rows) {
        assertThat(row.get()).isEqualTo(CUP);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(table.queries()).isEqualTo(2_000);
  }

  @Test
  void write_newName_isReadBackAndCounted() {
    table.write(CUP.named("CUP OF LUNGO"));

    assertThat(table.readName(CUP.code())).isEqualTo("CUP OF LUNGO");
    assertThat(table.writes()).isEqualTo(1);
  }

  @Test
  void write_emptyName_isRefusedAndChangesNothing() {
    assertThatThrownBy(() -> table.write(CUP.named(""))).isInstanceOf(DatabaseException.class);

    assertThat(table.readName(CUP.code())).isEqualTo(CUP.name());
    assertThat(table.writes()).isZero();
  }

  @Test
  void delete_row_isGone() {
    table.delete(CUP.code());

    assertThat(table.readName(CUP.code())).isNull();
  }
}
