// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.replay;

import io.github.lungo.examples.demo.table.CharacterRow;
import java.util.Map;
import javax.cache.integration.CacheLoader;
import org.jspecify.annotations.Nullable;

/** Tells a worker of the replay that its read ran a load: that is how the demo tells hits from misses. Thread-safe. */
public final class WatchedLoader implements CacheLoader<Integer, CharacterRow> {
  private final CacheLoader<Integer, CharacterRow> delegate;

  public WatchedLoader(CacheLoader<Integer, CharacterRow> delegate) {
    this.delegate = delegate;
  }

  @Override
  public @Nullable CharacterRow load(Integer code) {
    if (Thread.currentThread() instanceof ReplayWorker worker) {
      worker.tally().loaded();
    }
    return delegate.load(code);
  }

  @Override
  public Map<Integer, CharacterRow> loadAll(Iterable<? extends Integer> codes) {
    return delegate.loadAll(codes);
  }
}
