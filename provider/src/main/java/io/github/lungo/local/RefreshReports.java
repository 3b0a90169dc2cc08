// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Counts the keys that were loaded anew, and warns once for as long as their source is down. Thread-safe. */
public final class RefreshReports {
  private static final System.Logger log = System.getLogger(RefreshReports.class.getName());

  private final String cacheName;
  private final LoadCounters counters;
  private final AtomicBoolean isSourceDown = new AtomicBoolean();

  /** Creates the reports of a cache. */
  public RefreshReports(String cacheName, LoadCounters counters) {
    this.cacheName = cacheName;
    this.counters = counters;
  }

  /**
   * Takes note of a call of the loader.
   *
   * @param keys how many it was asked for
   * @param failure what went wrong first, or null
   */
  public void refreshed(int keys, @Nullable Throwable failure) {
    counters.refreshes.add(keys);
    if (failure == null) {
      isSourceDown.set(false);
      return;
    }
    boolean isNews = isSourceDown.compareAndSet(false, true);
    log.log(
        isNews ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
        "cache '" + cacheName + "': loading " + keys
            + " keys anew in the background failed; their values stay",
        failure);
  }
}
