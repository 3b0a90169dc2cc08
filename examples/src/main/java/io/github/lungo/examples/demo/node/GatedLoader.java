// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.node;

import io.github.lungo.examples.demo.table.CharacterRow;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.cache.integration.CacheLoader;
import org.jspecify.annotations.Nullable;

/** Makes loads slow on demand: they have asked the table already, but not yet answered. Thread-safe. */
final class GatedLoader implements CacheLoader<Integer, CharacterRow> {
  private static final int LIMIT_SECONDS = 20;

  private final CacheLoader<Integer, CharacterRow> rows;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  GatedLoader(CacheLoader<Integer, CharacterRow> rows) {
    this.rows = rows;
  }

  /** Holds the loads that begin from now on. */
  void hold() {
    gate = new CountDownLatch(1);
  }

  /** Lets all of them go. */
  void release() {
    gate.countDown();
  }

  @Override
  public @Nullable CharacterRow load(Integer code) {
    CharacterRow row = rows.load(code);
    pass();
    return row;
  }

  private void pass() {
    try {
      if (!gate.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a load was held for " + LIMIT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("a held load was interrupted", e);
    }
  }

  @Override
  public Map<Integer, CharacterRow> loadAll(Iterable<? extends Integer> codes) {
    return rows.loadAll(codes);
  }
}
