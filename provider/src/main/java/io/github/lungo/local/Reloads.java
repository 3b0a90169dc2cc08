// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.local.LocalLoads.LoadControl;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Loads entries anew in the background. Thread-safe. */
final class Reloads<K, V> {
  private final CacheTraits<K, V> traits;
  private final AtomicSteps<K, V> steps;
  private final LocalStore<K> store;
  private final Announcer<K, V> announcer;
  private final LoadControl<K> control;
  private final ReadThrough<K, V> reader;
  private final RefreshReports reports;

  Reloads(
      CacheTraits<K, V> traits,
      AtomicSteps<K, V> steps,
      LocalStore<K> store,
      Announcer<K, V> announcer,
      LoadControl<K> control,
      ReadThrough<K, V> reader,
      RefreshReports reports) {
    this.traits = traits;
    this.steps = steps;
    this.store = store;
    this.announcer = announcer;
    this.control = control;
    this.reader = reader;
    this.reports = reports;
  }

  /** Has the values of keys loaded anew on the executor, as far as the given versions are still known then. */
  void start(Map<K, CachedValue> versions, BooleanSupplier isClosing) {
    control.executor().execute(() -> reload(versions, isClosing));
  }

  private void reload(Map<K, CachedValue> versions, BooleanSupplier isClosing) {
    RefreshLoad<K, V> load = new RefreshLoad<>(traits, steps, store, control, versions);
    int keys = load.run(reader::loadAll, isClosing, announcer);
    reports.refreshed(keys, load.firstFailure());
  }
}
