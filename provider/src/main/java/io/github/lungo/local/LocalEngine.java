// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.event.EventDispatcher;
import io.github.lungo.integration.InFlightLoads;
import io.github.lungo.local.LocalLoads.LoadControl;
import io.github.lungo.management.Capacity;
import io.github.lungo.operation.BatchOutcome;
import io.github.lungo.operation.CacheEngine;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.KeyLoader;
import io.github.lungo.operation.Outcome;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The engine of {@code LOCAL} mode: entries live in this process and nowhere else. Thread-safe. */
public final class LocalEngine<K, V> implements CacheEngine<K, V> {
  private final CacheTraits<K, V> traits;
  private final LocalStore<K> store;
  private final Announcer<K, V> announcer;
  private final KeyLocks<K> locks;
  private final AtomicSteps<K, V> steps;
  private final SourceOfTruth<K, V> source;
  private final LoadControl<K> control;
  private final LocalLoads<K, V> loads;
  private final Batch<K, V> batch;
  private final QuietPut<K, V> quietly;

  /** Creates an empty engine from its parts. */
  public LocalEngine(LocalEngineParts<K, V> parts) {
    this.traits = parts.traits();
    this.source = parts.source();
    this.control = new LoadControl<>(
        new InFlightLoads<>(
            traits.name(), parts.loadTimeout(), traits.clock()::nanos, parts.permits()),
        parts.permits(),
        parts.executor());
    this.locks = new KeyLocks<>(traits.name(), parts.waits());
    EventDispatcher<K, V> events = parts.events();
    this.announcer = new Announcer<>(traits, events, locks, parts.evictionCounter());
    Scheduler whenWanted = new ExpiryScheduler(
        parts.executor(), announcer::wantsExpired, () -> announcer.deliverDepartures(null));
    this.store = new LocalStore<>(traits, parts.bound(), whenWanted, announcer);
    this.steps = new AtomicSteps<>(traits, store, locks, announcer, control.running());
    this.loads = new LocalLoads<>(traits, steps, store, announcer, control);
    this.batch = new Batch<>(traits, steps, locks, announcer, source);
    this.quietly = new QuietPut<>(traits, store, announcer, steps, source);
  }

  @Override
  public @Nullable CachedValue read(K key) {
    @Nullable CachedValue entry = store.read(key);
    if (entry == null && announcer.wantsExpired()) {
      store.reap(key);
      announcer.deliverDepartures(key);
    } else if (announcer.hasDepartures()) {
      announcer.deliverDepartures(null);
    }
    return entry;
  }

  @Override
  public boolean contains(K key) {
    return store.peek(key) != null;
  }

  @Override
  public <R extends @Nullable Object> Outcome<R> execute(
      K key, EntryOperation<K, V, R> operation, Consumer<? super Outcome<R>> committed) {
    return steps.execute(key, operation, source, committed);
  }

  @Override
  public boolean putQuietly(K key, Object stored) {
    return quietly.put(key, stored);
  }

  @Override
  public BatchOutcome executeAll(Map<K, ? extends EntryOperation<K, V, ?>> operations) {
    return batch.execute(operations);
  }

  @Override
  public @Nullable Object load(K key, KeyLoader<? super K, V> loader) {
    return loads.load(key, loader);
  }

  @Override
  public CompletableFuture<@Nullable Object> loadAsync(K key, KeyLoader<? super K, V> loader) {
    return loads.loadAsync(key, loader);
  }

  @Override
  public Map<K, Object> loadAll(
      Set<K> keys, Function<Set<K>, Map<K, V>> loader, boolean replaceExisting) {
    return new BulkLoad<>(traits, steps, store, control, replaceExisting)
        .run(keys, loader, announcer);
  }

  @Override
  public Iterator<Map.Entry<K, CachedValue>> entries() {
    return store.entries();
  }

  @Override
  public void touch(K key) {
    store.read(key);
  }

  @Override
  public void fenceLoads() {
    control.running().fenceAll();
  }

  @Override
  public void clear() {
    control.running().fenceAll();
    store.clear();
    control.running().fenceAll(); // again: one that came between may have seen what is gone now
    announcer.deliverDepartures(null);
  }

  @Override
  public void close(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    control.running().closeAll(end);
    locks.awaitRelease(end);
    store.clear();
    store.cleanUp();
  }

  @Override
  public void expiryListenerAdded() {
    store.cleanUp();
  }

  /** Returns the size of the store, to look at it and to change it. */
  public Capacity capacity() {
    return new StoreCapacity<>(store);
  }

  /** Returns how many loads are running. */
  public int loadsInFlight() {
    return control.running().size();
  }
}
