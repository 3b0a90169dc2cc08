// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.event.EventDispatcher;
import io.github.lungo.integration.InFlightLoads;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.local.BulkLoad.Manner;
import io.github.lungo.local.LocalLoads.LoadControl;
import io.github.lungo.management.Capacity;
import io.github.lungo.management.LoadFigures;
import io.github.lungo.operation.BatchOutcome;
import io.github.lungo.operation.CacheEngine;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.KeyLoader;
import io.github.lungo.operation.Outcome;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
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
  private final FutureLoads<K, V> futureLoads;
  private final LoadCounters counters = new LoadCounters();
  private final @Nullable Reloads<K, V> reloads;

  /** Where entries come from that are loaded anew; null if the cache's own loader is asked here. */
  private volatile @Nullable Function<Set<K>, Map<K, CompletableFuture<Fetched>>> refreshSource;

  /** Whether entries leave by themselves, which a read that found one may find out of others. */
  private final boolean entriesDepart;

  private final @Nullable Fallbacks<K, V> fallbacks;
  private final @Nullable Refresher<K> refresher;

  /** Creates an empty engine from its parts. */
  public LocalEngine(LocalEngineParts<K, V> parts) {
    this.traits = parts.traits();
    this.source = parts.source();
    @Nullable
    Remnants<K> remnants = parts.resilience().remembersLoads()
        ? new Remnants<>(traits, parts.bound(), parts.resilience(), counters)
        : null;
    this.control = new LoadControl<>(
        new InFlightLoads<>(
            traits.name(), parts.loadTimeout(), traits.clock()::nanos, parts.permits()),
        parts.permits(),
        parts.executor(),
        remnants);
    this.locks = new KeyLocks<>(traits.name(), parts.waits());
    EventDispatcher<K, V> events = parts.events();
    this.announcer = new Announcer<>(events, locks, parts.evictionCounter(), remnants);
    Scheduler whenWanted = new ExpiryScheduler(
        parts.executor(), announcer::hasListener, () -> announcer.deliverDepartures(null));
    this.store = new LocalStore<>(traits, parts.bound(), whenWanted, announcer);
    this.steps = new AtomicSteps<>(traits, store, locks, announcer, control);
    this.loads = new LocalLoads<>(traits, steps, store, announcer, control);
    @Nullable ReadThrough<K, V> reader = source.reader();
    RefreshReports reports = new RefreshReports(traits.name(), counters);
    this.reloads = reader == null
        ? null
        : new Reloads<>(traits, steps, store, announcer, control, reader, reports);
    this.refresher = remnants == null || reader == null
        ? null
        : new Refresher<>(
            traits,
            key -> control.running().running(key) != null,
            parts.resilience(),
            parts.alarm(),
            this::reload);
    this.fallbacks =
        remnants == null ? null : new Fallbacks<K, V>(loads, remnants, this::revalidate);
    this.entriesDepart = !store.isPlain();
    this.batch = new Batch<>(traits, steps, locks, announcer, source);
    this.quietly = new QuietPut<>(traits, store, announcer, steps, source, remnants);
    this.futureLoads = new FutureLoads<>(
        traits,
        steps,
        store,
        announcer,
        control,
        (key, isOutdated) -> drop(key, isOutdated),
        reports);
  }

  @Override
  public @Nullable Object read(K key) {
    if (refresher != null) {
      return readToRefresh(key, refresher);
    }
    @Nullable Object stored = store.read(key);
    if (stored == null || entriesDepart) {
      follow(key, stored == null);
    }
    return stored;
  }

  private @Nullable Object readToRefresh(K key, Refresher<K> refresher) {
    @Nullable CachedValue entry = store.readEntry(key);
    follow(key, entry == null);
    if (entry == null) {
      return null;
    }
    refresher.noteRead(key, entry);
    return entry.stored();
  }

  /** Tells of entries that a read has found to be over. */
  private void follow(K key, boolean isMissing) {
    if (isMissing && announcer.wantsExpired()) {
      store.reap(key);
      announcer.deliverDepartures(key);
    } else if (announcer.hasDepartures()) {
      announcer.deliverDepartures(null);
    }
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
    return executeAll(operations, (key, outcome) -> {});
  }

  /**
   * Does the same.
   *
   * @param committed is told each key's outcome as soon as it stands
   */
  public BatchOutcome executeAll(
      Map<K, ? extends EntryOperation<K, V, ?>> operations,
      BiConsumer<? super K, ? super Outcome<?>> committed) {
    return batch.execute(operations, committed);
  }

  @Override
  public @Nullable Object load(K key, KeyLoader<? super K, V> loader) {
    return fallbacks == null ? loads.load(key, loader) : fallbacks.load(key, loader);
  }

  @Override
  public CompletableFuture<@Nullable Object> loadAsync(K key, KeyLoader<? super K, V> loader) {
    return fallbacks == null ? loads.loadAsync(key, loader) : fallbacks.loadAsync(key, loader);
  }

  /**
   * Loads missing keys whose values come from elsewhere, those for which a load is running excepted. Never waits.
   *
   * @param replaced null to load missing keys only; else all are loaded, by loads that begin now, and entries for which this
   *     holds are there no longer when that is done
   * @param source asked once for all keys that are to be loaded; answers a future for each
   * @return a future for each key of its stored form, or null; fails with a
   *     {@link javax.cache.integration.CacheLoaderException}. It has no deadline; who gives up must not complete it
   */
  public Map<K, CompletableFuture<@Nullable Object>> loadFrom(
      Set<K> keys,
      @Nullable Predicate<CachedValue> replaced,
      Function<Set<K>, Map<K, CompletableFuture<Fetched>>> source) {
    return futureLoads.load(keys, replaced, source);
  }

  /**
   * Does so for gets of missing keys, each of which may have a value that has expired, at once or where its load fails.
   */
  public Map<K, CompletableFuture<@Nullable Object>> getFrom(
      Set<K> keys, Function<Set<K>, Map<K, CompletableFuture<Fetched>>> source) {
    return fallbacks == null
        ? futureLoads.load(keys, null, source)
        : fallbacks.loadFrom(keys, refresher != null, some -> futureLoads.load(some, null, source));
  }

  /** Has entries loaded anew from elsewhere. To be called before the engine is used. */
  public void refreshFrom(Function<Set<K>, Map<K, CompletableFuture<Fetched>>> source) {
    refreshSource = source;
  }

  private void reload(Map<K, CachedValue> versions, BooleanSupplier isClosed) {
    @Nullable Function<Set<K>, Map<K, CompletableFuture<Fetched>>> elsewhere = refreshSource;
    if (elsewhere != null) {
      futureLoads.refresh(versions, isClosed, elsewhere);
    } else if (reloads != null) {
      reloads.start(versions, isClosed);
    }
  }

  /** Returns the stored form of a value that has expired, for a caller whose load has failed; null if there is none. */
  public @Nullable Object insteadOfFailure(K key) {
    return control.remnants() == null ? null : control.remnants().insteadOfFailure(key);
  }

  /** Returns what counts that loads were spared. */
  public LoadCounters counters() {
    return counters;
  }

  /**
   * Keeps the load of a key that is under way from storing, and later callers from joining it, and forgets what is known of
   * the key. Never waits.
   */
  public void fenceLoad(K key) {
    steps.fence(key);
    if (control.remnants() != null) {
      control.remnants().forget(key);
    }
  }

  /**
   * Drops the key's entry if it is outdated, without event or write-through, and keeps a step that is under way from storing
   * such a one. Never waits. Loads are for the caller to fence, before and after.
   *
   * @param isOutdated asked under locks; must be quick
   * @return the entry that stays, or null
   */
  public @Nullable CachedValue drop(K key, Predicate<CachedValue> isOutdated) {
    @Nullable KeyLock lock = locks.held(key);
    if (lock != null) {
      lock.outdate(isOutdated);
    }
    return store.removeIf(key, isOutdated);
  }

  /** Drops all entries that are outdated, without event or write-through, and fences all loads. Never waits. */
  public void dropAll(Predicate<CachedValue> isOutdated) {
    control.running().fenceAll();
    store.entries().forEachRemaining(entry -> store.removeIf(entry.getKey(), isOutdated));
    settleAll();
  }

  @Override
  public Map<K, Object> loadMissing(Set<K> keys, Function<Set<K>, Map<K, V>> loader) {
    if (fallbacks == null) {
      return loadAll(keys, loader, false);
    }
    return fallbacks.loadAll(
        keys,
        key -> loader.apply(Set.of(key)).get(key),
        (unknown, standIns) -> bulkLoad(Manner.ofGets(standIns)).run(unknown, loader, announcer));
  }

  @Override
  public Map<K, Object> loadAll(
      Set<K> keys, Function<Set<K>, Map<K, V>> loader, boolean replaceExisting) {
    return bulkLoad(Manner.explicit(replaceExisting)).run(keys, loader, announcer);
  }

  private BulkLoad<K, V> bulkLoad(Manner<K> manner) {
    return new BulkLoad<>(traits, steps, store, control, manner);
  }

  private void revalidate(K key, CachedValue stale, KeyLoader<? super K, V> loader) {
    if (refresher != null) {
      refresher.request(key, stale);
    } else if (control.running().running(key) == null) {
      var unused = loads.loadAsync(key, loader); // its failure is noted, or comes to who joins it
    }
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
    settleAll();
  }

  private void settleAll() {
    if (control.remnants() == null) {
      control.running().fenceAll();
    } else {
      control.remnants().settleAll(control.running());
    }
  }

  @Override
  public void clear() {
    control.running().fenceAll();
    store.clear();
    settleAll(); // again: one that came between may have seen what is gone now
    announcer.deliverDepartures(null);
  }

  @Override
  public void close(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    if (refresher != null) {
      refresher.close();
    }
    control.running().closeAll(end);
    locks.awaitRelease(end);
    store.clear();
    store.cleanUp();
    settleAll();
  }

  @Override
  public void listenersChanged() {
    if (announcer.hasListener()) {
      store.cleanUp();
    }
  }

  /**
   * Returns the entries as other members are told of them, and tell.
   *
   * @throws NullPointerException if those of this cache are this member's own affair
   */
  public NewestEntries<K> newest() {
    return Objects.requireNonNull(store.newest());
  }

  /** Returns the size of the store, to look at it and to change it. */
  public Capacity capacity() {
    return new StoreCapacity<>(store);
  }

  /** Returns what becomes of the loads. */
  public LoadFigures loadFigures() {
    return counters.figures(control.running()::size, control.running()::overtaken);
  }
}
