// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.scenario;

import io.github.lungo.examples.demo.table.CharacterRow;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.cache.integration.CacheLoader;
import org.jspecify.annotations.Nullable;

/** Makes a load slow on demand: one that has asked the database already, but not yet answered. Thread-safe. */
final class HeldLoader implements CacheLoader<Integer, CharacterRow> {
  private final CacheLoader<Integer, CharacterRow> delegate;
  private final ConcurrentMap<Integer, Hold> next = new ConcurrentHashMap<>();

  HeldLoader(CacheLoader<Integer, CharacterRow> delegate) {
    this.delegate = delegate;
  }

  /** Returns what holds the next load of the code; loads after it are not held. */
  Hold holdNext(int code) {
    Hold hold = new Hold();
    next.put(code, hold);
    return hold;
  }

  @Override
  public @Nullable CharacterRow load(Integer code) {
    Hold hold = next.remove(code);
    try {
      return delegate.load(code);
    } finally {
      if (hold != null) {
        hold.pass();
      }
    }
  }

  @Override
  public Map<Integer, CharacterRow> loadAll(Iterable<? extends Integer> codes) {
    return delegate.loadAll(codes);
  }
}
