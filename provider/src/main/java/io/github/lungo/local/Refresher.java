// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.Resilience;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.Refreshable;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects the keys whose values are to be loaded anew in the background: those of entries that a read finds due, and of
 * expired ones whose values were returned all the same. The first of them opens a window; when it closes, all that have
 * come are loaded together. Thread-safe.
 */
public final class Refresher<K> {
  /** How many keys one call of the loader is given at most. */
  static final int CHUNK = 100;

  private static final System.Logger log = System.getLogger(Refresher.class.getName());

  private final ConcurrentHashMap<K, CachedValue> due = new ConcurrentHashMap<>();
  private final AtomicBoolean isWindowOpen = new AtomicBoolean();
  private final CacheTraits<K, ?> traits;
  private final Predicate<K> isLoading;
  private final Duration window;
  private final Alarm alarm;
  private final BiConsumer<Map<K, CachedValue>, BooleanSupplier> reload;
  private volatile @Nullable Future<?> end;
  private volatile boolean isClosed;

  /**
   * Creates a refresher.
   *
   * @param isLoading whether a key is being loaded as it is
   * @param reload loads the values of the keys anew, on another thread, as far as the given versions are still known and this
   *     is not closed
   */
  public Refresher(
      CacheTraits<K, ?> traits,
      Predicate<K> isLoading,
      Resilience resilience,
      Alarm alarm,
      BiConsumer<Map<K, CachedValue>, BooleanSupplier> reload) {
    this.traits = traits;
    this.isLoading = isLoading;
    this.window = resilience.refreshWindow();
    this.alarm = alarm;
    this.reload = reload;
  }

  /** Takes note that an entry was read. Its key stays the caller's. */
  public void noteRead(K key, CachedValue entry) {
    if (entry instanceof Refreshable refreshable) {
      long now = traits.clock().nanos();
      if (refreshable.claimRefresh(now, Deadline.after(now, traits.refreshAfter()))) {
        request(traits.keyFor(key), entry);
      }
    }
  }

  /** Has the key loaded anew, unless it is being loaded. */
  public void request(K key, CachedValue version) {
    if (isClosed || isLoading.test(key)) {
      return;
    }
    due.put(key, version);
    if (isWindowOpen.compareAndSet(false, true)) {
      end = alarm.set(window, this::closeWindow);
    }
  }

  private void closeWindow() {
    isWindowOpen.set(false); // who comes from now on opens another
    Map<K, CachedValue> chunk = new LinkedHashMap<>();
    for (K key : due.keySet()) {
      @Nullable CachedValue version = due.remove(key);
      if (version != null) {
        chunk.put(key, version);
      }
      if (chunk.size() == CHUNK) {
        send(chunk);
        chunk = new LinkedHashMap<>();
      }
    }
    if (!chunk.isEmpty()) {
      send(chunk);
    }
  }

  private void send(Map<K, CachedValue> chunk) {
    try {
      reload.accept(chunk, () -> isClosed);
    } catch (RejectedExecutionException refused) {
      // The entries are due again after a while.
      log.log(
          System.Logger.Level.DEBUG,
          "cache '" + traits.name() + "': " + chunk.size() + " keys are not refreshed now",
          refused);
    }
  }

  /** Starts nothing any more. */
  public void close() {
    isClosed = true;
    @Nullable Future<?> pending = end;
    if (pending != null) {
      pending.cancel(false);
    }
    due.clear();
  }
}
