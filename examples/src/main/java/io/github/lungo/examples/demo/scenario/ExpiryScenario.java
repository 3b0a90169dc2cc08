// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.scenario;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.table.CharacterRow;
import io.github.lungo.examples.demo.table.CharacterTable;
import io.github.lungo.examples.demo.table.TableLoader;
import java.time.Duration;
import java.util.List;
import javax.cache.Cache;

/** An entry answers for its time to live, though the row has changed; then the row is read again. */
public final class ExpiryScenario implements Scenario {
  private static final Duration TIME_TO_LIVE = Duration.ofMillis(400);

  private final CharacterTable table;
  private final CharacterRow original;
  private final Cache<Integer, CharacterRow> cache;

  public ExpiryScenario(CharacterTable table, DemoCaches caches, CharacterRow row) {
    this.table = table;
    this.original = row;
    this.cache = caches.expiring("expiry", new TableLoader(table), TIME_TO_LIVE);
  }

  @Override
  public String title() {
    return "expiry";
  }

  @Override
  public List<Claim> run() {
    CharacterRow updated = original.named(original.name() + " UPDATED");
    long queriesBefore = table.queries();
    long start = System.nanoTime();
    CharacterRow loaded = cache.get(original.code());
    table.write(updated);
    CharacterRow cached = cache.get(original.code());
    long queriesWhileAlive = table.queries() - queriesBefore;
    boolean expired = Await.until(() -> updated.equals(cache.get(original.code())));
    long aliveMillis = (System.nanoTime() - start) / 1_000_000;
    long queries = table.queries() - queriesBefore;
    table.write(original);
    return List.of(
        Claim.equal("expiry: entry cached while alive", original.name(), name(loaded, cached)),
        Claim.equal("expiry: queries while alive", 1L, queriesWhileAlive),
        Claim.equal("expiry: new row seen after the time to live", true, expired),
        Claim.atLeast(
            "expiry: milliseconds until the row was read again",
            TIME_TO_LIVE.toMillis(),
            aliveMillis),
        Claim.equal("expiry: queries after it", 2L, queries));
  }

  private static String name(CharacterRow loaded, CharacterRow cached) {
    return loaded.equals(cached) ? cached.name() : loaded.name() + ", then " + cached.name();
  }
}
