// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.scenario;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.table.CharacterRow;
import io.github.lungo.examples.demo.table.CharacterTable;
import io.github.lungo.examples.demo.table.TableLoader;
import java.util.ArrayList;
import java.util.List;
import javax.cache.Cache;

/** However many threads ask for a key, the database is asked once: for a row, for a missing row, for a failure. */
public final class StampedeScenario implements Scenario {
  private static final int THREADS = 64;
  private static final int WARM_UP = 'W';

  private final CharacterTable table;
  private final HeldLoader loader;
  private final Cache<Integer, CharacterRow> cache;
  private final int existing;
  private final int missing;
  private final int damaged;

  /**
   * Creates the scenario.
   *
   * @param existing a code that has a row
   * @param missing a code that has none
   * @param damaged a code whose row cannot be read
   */
  public StampedeScenario(
      CharacterTable table, DemoCaches caches, int existing, int missing, int damaged) {
    this.table = table;
    this.loader = new HeldLoader(new TableLoader(table));
    this.cache = caches.readThrough("stampede", loader);
    this.existing = existing;
    this.missing = missing;
    this.damaged = damaged;
  }

  @Override
  public String title() {
    return "stampede";
  }

  @Override
  public List<Claim> run() throws InterruptedException {
    // Once alone, so that no thread of the crowd waits for a class to be loaded.
    cache.get(WARM_UP);
    List<Claim> claims = new ArrayList<>();
    claims.addAll(stampede("an existing key", existing, String.valueOf(table.select(existing))));
    claims.addAll(stampede("a missing key", missing, "null"));
    claims.addAll(stampede(
        "a failing key", damaged, "CacheLoaderException (category must be one of Unicode's: ??)"));
    return claims;
  }

  private List<Claim> stampede(String key, int code, String outcome) throws InterruptedException {
    long queriesBefore = table.queries();
    String outcomes = Stampede.run(cache, code, THREADS, loader.holdNext(code));
    String name = "stampede: " + THREADS + " threads, " + key;
    return List.of(
        Claim.equal(name + ", queries", 1L, table.queries() - queriesBefore),
        Claim.equal(name + ", outcomes", THREADS + " x " + outcome, outcomes));
  }
}
