// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.local.LocalLoads.LoadControl;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Loads entries anew in the background, and warns once for as long as their source is down. Thread-safe. */
final class Reloads<K, V> {
  private static final System.Logger log = System.getLogger(Reloads.class.getName());

  private final CacheTraits<K, V> traits;
  private final AtomicSteps<K, V> steps;
  private final LocalStore<K> store;
  private final Announcer<K, V> announcer;
  private final LoadControl<K> control;
  private final ReadThrough<K, V> reader;
  private final LoadCounters counters;
  private final AtomicBoolean isSourceDown = new AtomicBoolean();

  Reloads(
      CacheTraits<K, V> traits,
      AtomicSteps<K, V> steps,
      LocalStore<K> store,
      Announcer<K, V> announcer,
      LoadControl<K> control,
      ReadThrough<K, V> reader,
      LoadCounters counters) {
    this.traits = traits;
    this.steps = steps;
    this.store = store;
    this.announcer = announcer;
    this.control = control;
    this.reader = reader;
    this.counters = counters;
  }

  /** Has the values of keys loaded anew on the executor, as far as the given versions are still known then. */
  void start(Map<K, CachedValue> versions, BooleanSupplier isClosing) {
    control.executor().execute(() -> reload(versions, isClosing));
  }

  private void reload(Map<K, CachedValue> versions, BooleanSupplier isClosing) {
    RefreshLoad<K, V> load = new RefreshLoad<>(traits, steps, store, control, versions);
    int keys = load.run(reader::loadAll, isClosing, announcer);
    counters.refreshes.add(keys);
    @Nullable Throwable failure = load.firstFailure();
    if (failure == null) {
      isSourceDown.set(false);
      return;
    }
    boolean isNews = isSourceDown.compareAndSet(false, true);
    log.log(
        isNews ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
        "cache '" + traits.name() + "': loading " + keys
            + " keys anew in the background failed; their values stay",
        failure);
  }
}
