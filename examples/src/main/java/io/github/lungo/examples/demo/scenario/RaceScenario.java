// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.scenario;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.table.CharacterRow;
import io.github.lungo.examples.demo.table.CharacterTable;
import io.github.lungo.examples.demo.table.TableLoader;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.cache.Cache;

/**
 * A load that has read the old row finishes after the row was updated and the cache told so. Whoever asks after the
 * update sees the new row, while that load still runs and after it has ended. Meanwhile other threads load and remove
 * other keys, as a cache that is in use has it.
 */
public final class RaceScenario implements Scenario {
  private static final int ROUNDS = 1_000;

  private final CharacterTable table;
  private final CharacterRow original;
  private final HeldLoader loader;
  private final Cache<Integer, CharacterRow> cache;
  private final ExecutorService threads;
  private int oldRowsRead;
  private int stale;

  public RaceScenario(
      CharacterTable table, DemoCaches caches, CharacterRow row, ExecutorService threads) {
    this.table = table;
    this.original = row;
    this.loader = new HeldLoader(new LoneRowLoader(new TableLoader(table), row.code()));
    this.cache = caches.readThrough("race", loader);
    this.threads = threads;
  }

  @Override
  public String title() {
    return "race";
  }

  @Override
  public List<Claim> run() throws InterruptedException, ExecutionException, TimeoutException {
    try (Bystanders others = new Bystanders(cache, threads)) {
      others.start();
      CharacterRow row = original;
      for (int round = 1; round <= ROUNDS; round++) {
        CharacterRow updated = original.named(original.name() + " " + round);
        race(row, updated, round);
        row = updated;
      }
    }
    table.write(original);
    return List.of(
        Claim.equal(
            "race: loads overtaken by an update after they read the old row", ROUNDS, oldRowsRead),
        Claim.equal("race: stale reads of " + 2 * ROUNDS + " after an update", 0, stale));
  }

  private void race(CharacterRow old, CharacterRow updated, int round)
      throws InterruptedException, ExecutionException, TimeoutException {
    cache.clear();
    Hold hold = loader.holdNext(original.code());
    Future<CharacterRow> early = threads.submit(this::read);
    hold.awaitReached();
    try {
      inTime(() -> update(updated, round));
      countIfStale(readWhileHeld(), updated);
    } finally {
      hold.release();
    }
    CharacterRow earlyRow = early.get(Await.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    oldRowsRead += old.equals(earlyRow) ? 1 : 0;
    countIfStale(inTime(this::read), updated);
  }

  /** A cache that lets this read join the old load would wait for what only this thread can release. */
  private CharacterRow readWhileHeld() throws InterruptedException, ExecutionException {
    try {
      return inTime(this::read);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "a read after an update waits for the load that the update overtook", e);
    }
  }

  private CharacterRow read() {
    return cache.get(original.code());
  }

  /** Updates the row behind the cache's back and tells the cache, in three ways by turns. */
  private boolean update(CharacterRow updated, int round) {
    table.write(updated);
    switch (round % 3) {
      case 0 -> cache.remove(updated.code());
      case 1 -> cache.put(updated.code(), updated);
      default -> cache.clear();
    }
    return true;
  }

  private void countIfStale(CharacterRow answer, CharacterRow updated) {
    stale += updated.equals(answer) ? 0 : 1;
  }

  private <T> T inTime(Callable<T> call)
      throws InterruptedException, ExecutionException, TimeoutException {
    return threads.submit(call).get(Await.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
