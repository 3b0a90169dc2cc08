// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NumberTableTest {
  private final CharacterTable characters = CharacterTable.create();
  private final NumberTable numbers = NumberTable.createBeside(characters);

  @AfterEach
  void close() {
    characters.close();
  }

  @Test
  void load_absent_isNull() {
    assertThat(numbers.load("a")).isNull();
  }

  @Test
  void write_twice_lastIsRead() {
    numbers.write("a", 1);
    numbers.write("a", 2);

    assertThat(numbers.load("a")).isEqualTo(2);
    assertThat(NumberTable.beside(characters).loadAll(List.of("a", "b")))
        .containsExactly(Map.entry("a", 2L));
  }

  @Test
  void deleteAll_present_deletesAndLeavesNone() {
    numbers.write("a", 1);
    List<String> names = new ArrayList<>(List.of("a"));

    numbers.deleteAll(names);

    assertThat(names).isEmpty();
    assertThat(numbers.load("a")).isNull();
  }
}
