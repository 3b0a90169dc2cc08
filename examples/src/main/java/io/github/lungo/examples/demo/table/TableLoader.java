// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.table;

import java.util.HashMap;
import java.util.Map;
import javax.cache.integration.CacheLoader;
import org.jspecify.annotations.Nullable;

/** Reads the row behind a missing entry: one query a key. Thread-safe. */
public final class TableLoader implements CacheLoader<Integer, CharacterRow> {
  private final CharacterTable table;

  public TableLoader(CharacterTable table) {
    this.table = table;
  }

  @Override
  public @Nullable CharacterRow load(Integer code) {
    return table.select(code);
  }

  @Override
  public Map<Integer, CharacterRow> loadAll(Iterable<? extends Integer> codes) {
    Map<Integer, CharacterRow> rows = new HashMap<>();
    for (Integer code : codes) {
      CharacterRow row = load(code);
      if (row != null) {
        rows.put(code, row);
      }
    }
    return rows;
  }
}
