// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.event.EventDispatcher.Delivery;
import io.github.lungo.integration.Load;
import io.github.lungo.local.LocalLoads.LoadControl;
import io.github.lungo.operation.Put;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Loads whose values come from another member, some time: each key once however many ask here. Never waits, but on the
 * executor, for the lock of a key. Thread-safe.
 */
final class FutureLoads<K, V> {
  private final CacheTraits<K, V> traits;
  private final AtomicSteps<K, V> steps;
  private final LocalStore<K> store;
  private final Announcer<K, V> announcer;
  private final LoadControl<K> control;
  private final BiConsumer<K, Predicate<CachedValue>> drop;
  private final RefreshReports reports;

  FutureLoads(
      CacheTraits<K, V> traits,
      AtomicSteps<K, V> steps,
      LocalStore<K> store,
      Announcer<K, V> announcer,
      LoadControl<K> control,
      BiConsumer<K, Predicate<CachedValue>> drop,
      RefreshReports reports) {
    this.traits = traits;
    this.reports = reports;
    this.steps = steps;
    this.store = store;
    this.announcer = announcer;
    this.control = control;
    this.drop = drop;
  }

  /**
   * Loads entries anew, as far as the given versions are still known.
   *
   * @param isClosed whether it is too late
   */
  void refresh(
      Map<K, CachedValue> versions,
      BooleanSupplier isClosed,
      Function<Set<K>, Map<K, CompletableFuture<Fetched>>> source) {
    RefreshLoad<K, V> load = new RefreshLoad<>(traits, steps, store, control, versions);
    Set<K> keys = load.begin(isClosed, false);
    if (keys.isEmpty()) {
      return;
    }
    Map<K, CompletableFuture<Fetched>> fetches;
    try {
      fetches = source.apply(keys);
    } catch (RuntimeException | Error failure) {
      load.failAll(failure);
      reports.refreshed(keys.size(), failure);
      return;
    }
    fetches.forEach((key, fetch) -> {
      var unused = fetch.whenComplete((fetched, failure) -> {
        @Nullable Throwable cause = failure == null ? null : causeOf(failure);
        endLater(load, key, fetched, cause);
      });
    });
    var unused = CompletableFuture.allOf(fetches.values().toArray(CompletableFuture[]::new))
        .whenComplete((all, failure) -> reports.refreshed(keys.size(), failure));
  }

  private void endLater(
      RefreshLoad<K, V> load, K key, @Nullable Fetched fetched, @Nullable Throwable failure) {
    try {
      control.executor().execute(() -> load.end(key, fetched, failure, announcer));
    } catch (RuntimeException refused) {
      load.end(key, null, refused, announcer);
    }
  }

  private static Throwable causeOf(Throwable failure) {
    @Nullable Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** See {@link LocalEngine#loadFrom}. */
  Map<K, CompletableFuture<@Nullable Object>> load(
      Set<K> keys,
      @Nullable Predicate<CachedValue> replaced,
      Function<Set<K>, Map<K, CompletableFuture<Fetched>>> source) {
    Map<K, CompletableFuture<@Nullable Object>> results = new LinkedHashMap<>();
    Map<K, Load<Object>> led = new LinkedHashMap<>();
    try {
      keys.forEach(
          key -> results.put(key, replaced != null ? enterAfresh(key, led) : enter(key, led)));
    } catch (RuntimeException
        | Error failure) { // of the key's own methods, or the cache has closed
      led.values().forEach(load -> fail(load, failure));
      throw failure;
    }
    if (!led.isEmpty()) {
      lead(led, replaced, source);
    }
    return results;
  }

  private CompletableFuture<@Nullable Object> enterAfresh(K key, Map<K, Load<Object>> led) {
    Load<Object> mine = control.running().newLoad(key);
    mine.runElsewhere();
    control.running().enterAfresh(mine); // an earlier load may have read what is to be replaced
    led.put(key, mine);
    return control.running().result(key, mine);
  }

  private CompletableFuture<@Nullable Object> enter(K key, Map<K, Load<Object>> led) {
    Load<Object> mine = control.running().newLoad(key);
    mine.runElsewhere();
    @Nullable Load<Object> running = control.running().enter(mine);
    if (running == null && !isPresent(key, mine)) {
      led.put(key, mine);
    }
    return control.running().result(key, running == null ? mine : running);
  }

  private boolean isPresent(K key, Load<Object> mine) {
    @Nullable CachedValue present = store.peek(key);
    if (present != null) {
      control.running().leave(mine);
      mine.finish(present.stored());
    }
    return present != null;
  }

  private void lead(
      Map<K, Load<Object>> led,
      @Nullable Predicate<CachedValue> replaced,
      Function<Set<K>, Map<K, CompletableFuture<Fetched>>> source) {
    Map<K, CompletableFuture<Fetched>> fetches;
    try {
      fetches = source.apply(led.keySet());
    } catch (RuntimeException | Error failure) {
      led.values().forEach(load -> fail(load, failure));
      return;
    }
    led.forEach((key, load) -> {
      var unused = Objects.requireNonNull(fetches.get(key)).whenComplete((fetched, failure) -> {
        if (failure == null) {
          finishLater(key, load, replaced, fetched);
        } else {
          fail(load, causeOf(failure));
        }
      });
    });
  }

  private void finishLater(
      K key, Load<Object> load, @Nullable Predicate<CachedValue> replaced, Fetched fetched) {
    load.isKnown(fetched.stored());
    try {
      control.executor().execute(() -> finish(key, load, replaced, fetched));
    } catch (RuntimeException refused) {
      fail(load, refused);
    }
  }

  private void finish(
      K key, Load<Object> load, @Nullable Predicate<CachedValue> replaced, Fetched fetched) {
    List<Delivery<K, V>> deliveries = List.of();
    @Nullable Object stored = fetched.stored();
    try {
      if (fetched.entry() != null) {
        deliveries = steps.storeTold(key, fetched.entry(), load);
      } else if (stored != null && fetched.isToKeep()) {
        deliveries = replaced != null
            ? steps.storeLoaded(key, Put.of(stored, Put.Kind.LOADED), load)
            : steps.storeIfAbsent(key, stored, load);
      }
    } catch (Throwable failure) { // of the expiry policy or the weigher
      fail(load, failure);
      return;
    }
    if (stored == null && fetched.isToKeep() && control.remnants() != null) {
      store.reap(key); // or else what has expired could come after this
      control.remnants().foundNothing(key, load);
    }
    if (replaced != null && (stored == null || !fetched.isToKeep() || load.isFenced())) {
      drop.accept(key, replaced); // it is old, and nothing has taken its place
    }
    control.running().leave(load);
    load.finish(stored);
    try {
      announcer.deliver(key, deliveries);
    } catch (RuntimeException failure) { // of a listener: nobody waits for it here
      System.getLogger(FutureLoads.class.getName())
          .log(System.Logger.Level.DEBUG, failure.getMessage(), failure);
    }
  }

  private void fail(Load<Object> load, Throwable failure) {
    control.running().leave(load);
    load.fail(failure);
  }
}
