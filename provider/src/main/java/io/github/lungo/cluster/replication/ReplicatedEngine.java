// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.events.ClusterEvents;
import io.github.lungo.cluster.node.Failing;
import io.github.lungo.cluster.replication.Batches.Batched;
import io.github.lungo.cluster.replication.Batches.Result;
import io.github.lungo.cluster.replication.Reads.Found;
import io.github.lungo.cluster.wire.Answer;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.management.Capacity;
import io.github.lungo.management.LoadFigures;
import io.github.lungo.message.Printed;
import io.github.lungo.operation.BatchOutcome;
import io.github.lungo.operation.CacheEngine;
import io.github.lungo.operation.Change;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.KeyLoader;
import io.github.lungo.operation.Outcome;
import io.github.lungo.operation.ProcessorEffect;
import io.github.lungo.operation.SourceWrite;
import io.github.lungo.operation.UnansweredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/**
 * The engine of {@code REPLICATED} and {@code PARTITIONED} mode: callers wait here for what {@link ReplicatedCache} does.
 * Thread-safe.
 */
public final class ReplicatedEngine<K, V> implements CacheEngine<K, V> {
  private final ReplicatedCache<K, V> cache;
  private final ClusterEvents<K, V> events;
  private final CacheTraits<K, V> traits;
  private final Waits waits;
  private final Duration operationTimeout;
  private final Duration loadTimeout;
  private final BorrowedLoads<K, V> borrowed;
  private final UnkeptLoads<K, V> unkept;
  private final Runnable leave;

  /** How long calls wait for other members, and for loads. */
  record Patience(Duration ofOperations, Duration ofLoads) {}

  /**
   * Creates the engine of a cache.
   *
   * @param leave hands over what this member keeps, and then serves nobody any more
   */
  ReplicatedEngine(
      ReplicatedCache<K, V> cache,
      ClusterEvents<K, V> events,
      CacheTraits<K, V> traits,
      Waits waits,
      Patience patience,
      Runnable leave) {
    this.cache = cache;
    this.events = events;
    this.traits = traits;
    this.waits = waits;
    this.operationTimeout = patience.ofOperations();
    this.loadTimeout = patience.ofLoads();
    this.unkept = new UnkeptLoads<>(
        traits, cache.permits(), waits, patience.ofOperations(), patience.ofLoads());
    this.borrowed = new BorrowedLoads<>(
        cache, traits, waits, unkept, patience.ofOperations(), patience.ofLoads());
    this.leave = leave;
  }

  @Override
  public @Nullable Object read(K key) {
    @Nullable VersionedValue entry = entry(key, true);
    return entry == null ? null : entry.stored();
  }

  @Override
  public void readAll(List<K> keys, BiConsumer<? super K, Object> found) {
    List<K> elsewhere = new ArrayList<>(0);
    for (K key : keys) {
      Found here = cache.readHere(key, true);
      if (here.isCertain()) {
        take(key, here, found);
      } else {
        elsewhere.add(key);
      }
    }
    if (!elsewhere.isEmpty()) {
      waits
          .read("getAll", elsewhere, operationTimeout, thread -> cache.readAll(elsewhere))
          .forEach((key, there) -> take(key, there, found));
    }
  }

  private void take(K key, Found some, BiConsumer<? super K, Object> found) {
    @Nullable VersionedValue entry = some.entry();
    if (entry != null) {
      found.accept(key, entry.stored());
    }
  }

  private @Nullable VersionedValue entry(K key, boolean isAccess) {
    Found found = cache.readHere(key, isAccess);
    return found.isCertain()
        ? found.entry()
        : waits
            .read("get", key, operationTimeout, thread -> cache.read(key, isAccess))
            .entry();
  }

  @Override
  public boolean contains(K key) {
    return entry(key, false) != null;
  }

  @Override
  @SuppressWarnings("unchecked") // the outcome is that of the operation
  public <R extends @Nullable Object> Outcome<R> execute(
      K key, EntryOperation<K, V, R> operation, Consumer<? super Outcome<R>> committed) {
    if (cache.mustRunHere(key, operation)) {
      return executeHere(key, operation, committed);
    }
    Told told = waits.write(
        "a write", key, operationTimeout, thread -> cache.operate(key, operation, thread));
    Outcome<R> outcome = outcome((Answer<R>) cache.answer(told, operation));
    committed.accept(outcome);
    Failing.rethrow(told.listenerFailure());
    return outcome;
  }

  /** Runs a processor that cannot be sent, until nobody has written the entry meanwhile; then it takes effect. */
  private <R extends @Nullable Object> Outcome<R> executeHere(
      K key, EntryOperation<K, V, R> operation, Consumer<? super Outcome<R>> committed) {
    long start = System.nanoTime();
    do {
      Outcome<R> trial = operation.apply(entry(key, false), cache.trialContext(key));
      ProcessorEffect<K, V> effect = ProcessorEffect.of(trial);
      Told told = waits.write(
          "a write", key, operationTimeout, thread -> cache.operate(key, effect, thread));
      Answer<?> answer = cache.answer(told, effect);
      if (answer.result() == Boolean.TRUE) {
        Outcome<R> outcome = trial.counted(answer.counts());
        committed.accept(outcome);
        Failing.rethrow(told.listenerFailure());
        return outcome;
      }
    } while (System.nanoTime() - start < operationTimeout.toNanos());
    throw new CacheException("cache '" + traits.name() + "': the entry of key " + Printed.text(key)
        + " was written by others each time while the processor ran, for " + operationTimeout
        + "; it has changed nothing. A processor whose class is Serializable, or allowed by"
        + " lungo.cluster.allow, runs at the entry instead");
  }

  @Override
  public boolean putQuietly(K key, Object stored) {
    return false;
  }

  @Override
  public BatchOutcome executeAll(Map<K, ? extends EntryOperation<K, V, ?>> operations) {
    if (operations.isEmpty()) {
      return new BatchOutcome(List.of(), null);
    }
    Batched batched = waits.write(
        "a write",
        operations.keySet(),
        operationTimeout,
        thread -> cache.operateAll(operations, thread));
    List<Outcome<?>> outcomes = new ArrayList<>();
    @Nullable Throwable failure = batched.failure();
    Iterator<? extends EntryOperation<K, V, ?>> asked = operations.values().iterator();
    for (Result result : batched.results()) {
      EntryOperation<K, V, ?> operation = asked.next();
      @Nullable Told told = result.told();
      if (told != null) {
        outcomes.add(outcome(cache.answer(told, operation)));
      }
      @Nullable Throwable problem = told == null ? result.failure() : told.listenerFailure();
      failure = failure == null ? problem : failure;
    }
    return new BatchOutcome(outcomes, failure);
  }

  /** Returns as much of the outcome as its caller is told. */
  private static <R extends @Nullable Object> Outcome<R> outcome(Answer<R> answer) {
    @Nullable Object stored = answer.storedBefore();
    @Nullable
    CachedValue before =
        stored == null ? null : EntryShape.ETERNAL.create(stored, Deadline.NEVER, 1);
    return new Outcome<>(
        Change.NONE, before, null, SourceWrite.NONE, false, answer.counts(), answer.result());
  }

  @Override
  public @Nullable Object load(K key, KeyLoader<? super K, V> loader) {
    if (cache.loadsAtCaller()) {
      return loadWith(key, loader);
    }
    try {
      return waits.load(key, loadTimeout, thread -> cache.load(key)).stored();
    } catch (UnansweredException silent) {
      return unkept.load(key, loader);
    } catch (CacheLoaderException shared) {
      throw LoadFailures.ofItsOwn(shared);
    }
  }

  @Override
  public @Nullable Object loadUnanswered(K key, KeyLoader<? super K, V> loader) {
    return unkept.load(key, loader);
  }

  @Override
  public @Nullable Object loadWith(K key, KeyLoader<? super K, V> loader) {
    return borrowed.load(key, LoadManner.GET, loader);
  }

  @Override
  public CompletableFuture<@Nullable Object> loadAsync(K key, KeyLoader<? super K, V> loader) {
    if (cache.loadsAtCaller()) {
      return borrowed.loadAsync(key, loader, cache.background());
    }
    return unkept.insteadOf(
        waits
            .loadLater(key, loadTimeout, cache.load(key))
            .thenCompose(loaded -> CompletableFuture.completedFuture(loaded.stored())),
        key,
        loader,
        cache.background());
  }

  @Override
  public Map<K, Object> loadMissing(Set<K> keys, Function<Set<K>, Map<K, V>> loader) {
    return loadAll(keys, loader, LoadManner.GET);
  }

  @Override
  public Map<K, Object> loadAll(
      Set<K> keys, Function<Set<K>, Map<K, V>> loader, boolean replaceExisting) {
    return loadAll(keys, loader, LoadManner.explicit(replaceExisting));
  }

  private Map<K, Object> loadAll(
      Set<K> keys, Function<Set<K>, Map<K, V>> loader, LoadManner manner) {
    if (cache.loadsAtCaller()) {
      return borrowed.loadAll(keys, manner, loader);
    }
    Map<K, Loaded> answered = waits.load(keys, loadTimeout, thread -> cache.loadAll(keys, manner));
    Map<K, Object> values = new HashMap<>();
    Set<K> unanswered = new LinkedHashSet<>();
    for (K key : keys) {
      @Nullable Loaded loaded = answered.get(key);
      @Nullable Object stored = loaded == null ? null : loaded.stored();
      if (stored != null) {
        values.put(key, stored);
      } else if (loaded == null) {
        unanswered.add(key);
      }
    }
    if (!unanswered.isEmpty()) {
      values.putAll(unkept.loadAll(unanswered, manner, loader));
    }
    return values;
  }

  @Override
  public Iterator<Map.Entry<K, CachedValue>> entries() {
    return new ClusterIterator<>(segment -> waits.read(
        "reading the entries",
        "segment " + segment,
        operationTimeout,
        t -> cache.entries(segment)));
  }

  @Override
  public void touch(K key) {
    if (traits.expiry().hasAccessExpiry()) {
      read(key);
    }
  }

  @Override
  public void listenersChanged() {
    var unused = waits.read(
        "telling the other members",
        "listeners",
        operationTimeout,
        thread -> events.listenersChanged());
  }

  @Override
  public void fenceLoads() {
    var unused =
        waits.read("fencing the loads", "all keys", operationTimeout, thread -> cache.fenceLoads());
  }

  @Override
  public void clear() {
    var unused = waits.write("clear", "all keys", operationTimeout, thread -> cache.clear());
  }

  /** Returns this member's part of the cache. */
  ReplicatedCache<K, V> cache() {
    return cache;
  }

  /** Returns how much this member keeps. */
  public Capacity capacity() {
    return cache.capacity();
  }

  /** Returns what becomes of the loads at this member. */
  public LoadFigures loadFigures() {
    return cache.loadFigures();
  }

  @Override
  public void close(Duration patience) {
    leave.run();
  }
}
