// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.scenario;

import io.github.lungo.examples.demo.table.CharacterRow;
import java.util.Map;
import javax.cache.integration.CacheLoader;
import org.jspecify.annotations.Nullable;

/** Reads one code's row and says of all others, without asking the database, that they have none. Thread-safe. */
final class LoneRowLoader implements CacheLoader<Integer, CharacterRow> {
  private final CacheLoader<Integer, CharacterRow> rows;
  private final int code;

  LoneRowLoader(CacheLoader<Integer, CharacterRow> rows, int code) {
    this.rows = rows;
    this.code = code;
  }

  @Override
  public @Nullable CharacterRow load(Integer asked) {
    return asked == code ? rows.load(asked) : null;
  }

  @Override
  public Map<Integer, CharacterRow> loadAll(Iterable<? extends Integer> codes) {
    return rows.loadAll(codes);
  }
}
