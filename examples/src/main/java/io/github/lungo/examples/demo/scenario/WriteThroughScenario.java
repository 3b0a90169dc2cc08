// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.scenario;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.table.CharacterRow;
import io.github.lungo.examples.demo.table.CharacterTable;
import io.github.lungo.examples.demo.table.TableLoader;
import io.github.lungo.examples.demo.table.TableWriter;
import java.util.List;
import javax.cache.Cache;
import javax.cache.integration.CacheWriterException;

/** A put updates the row first; where the database refuses, row and entry stay what they were. */
public final class WriteThroughScenario implements Scenario {
  private final CharacterTable table;
  private final CharacterRow original;
  private final Cache<Integer, CharacterRow> cache;

  public WriteThroughScenario(CharacterTable table, DemoCaches caches, CharacterRow row) {
    this.table = table;
    this.original = row;
    this.cache =
        caches.writeThrough("write-through", new TableLoader(table), new TableWriter(table));
  }

  @Override
  public String title() {
    return "write-through";
  }

  @Override
  public List<Claim> run() {
    CharacterRow updated = original.named(original.name() + " UPDATED");
    cache.get(original.code());
    long writesBefore = table.writes();
    long queriesBefore = table.queries();

    cache.put(updated.code(), updated);
    long writes = table.writes() - writesBefore;
    String rowAfterUpdate = String.valueOf(table.readName(updated.code()));
    CharacterRow entryAfterUpdate = cache.get(updated.code());

    // The table's check constraint refuses an empty name.
    String refusal = outcomeOfPut(original.named(""));
    String rowAfterRefusal = String.valueOf(table.readName(updated.code()));
    CharacterRow entryAfterRefusal = cache.get(updated.code());
    long queries = table.queries() - queriesBefore;

    table.write(original);
    return List.of(
        Claim.equal("write-through: writes for a put", 1L, writes),
        Claim.equal("write-through: row after the put", updated.name(), rowAfterUpdate),
        Claim.equal("write-through: entry after the put", updated.name(), entryAfterUpdate.name()),
        Claim.equal(
            "write-through: a put that the database refuses", "CacheWriterException", refusal),
        Claim.equal("write-through: row after the refusal", updated.name(), rowAfterRefusal),
        Claim.equal(
            "write-through: entry after the refusal", updated.name(), entryAfterRefusal.name()),
        Claim.equal("write-through: queries for all these reads", 0L, queries));
  }

  private String outcomeOfPut(CharacterRow row) {
    try {
      cache.put(row.code(), row);
      return "no exception";
    } catch (CacheWriterException e) {
      return "CacheWriterException";
    }
  }
}
