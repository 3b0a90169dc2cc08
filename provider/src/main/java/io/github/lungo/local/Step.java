// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.Version;
import io.github.lungo.event.EventDispatcher.Delivery;
import io.github.lungo.expiry.ExpiryRules;
import io.github.lungo.integration.InFlightLoads;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.operation.OperationContext;
import io.github.lungo.operation.Outcome;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One operation on one key under way, under the lock of the key: what it started from, what it may ask, and what came of it.
 * Confined to its thread.
 */
final class Step<K, V, R extends @Nullable Object> implements OperationContext<K, V> {
  final K key;
  final KeyLock lock;
  private final CacheTraits<K, V> traits;

  @Nullable
  CachedValue before;

  /** The deadline of the entry before, which an access may move. */
  long deadlineBefore;

  /** How often the store had been cleared before. */
  int clearsBefore;

  /** The newest version that is known of the key, where that matters. */
  Version known = Version.LEAST;

  @Nullable
  Outcome<R> outcome;

  @Nullable
  ProcessorLoad<K, V> load;

  boolean isCommitted;
  List<Delivery<K, V>> deliveries = List.of();
  private @Nullable InFlightLoads<K, Object> loads;
  private @Nullable ReadThrough<K, V> reader;
  private @Nullable Remnants<K> remnants;

  Step(K key, KeyLock lock, CacheTraits<K, V> traits) {
    this.key = key;
    this.lock = lock;
    this.traits = traits;
  }

  /** Lets the operation read through. */
  void mayLoad(
      InFlightLoads<K, Object> running,
      @Nullable ReadThrough<K, V> from,
      @Nullable Remnants<K> known) {
    this.loads = running;
    this.reader = from;
    this.remnants = known;
  }

  Outcome<R> outcome() {
    return Objects.requireNonNull(outcome);
  }

  @Override
  public K key() {
    return traits.keyFor(key);
  }

  @Override
  public long now() {
    return traits.clock().nanos();
  }

  @Override
  public ExpiryRules expiry() {
    return traits.expiry();
  }

  @Override
  public V valueOf(Object stored) {
    return traits.valueOf(stored);
  }

  @Override
  public Object storedFormOf(V value) {
    return traits.storedFormOf(value);
  }

  @Override
  public CachedValue entry(Object stored, long deadline) {
    return traits.entryOver(known, key, stored, deadline);
  }

  @Override
  public CachedValue loadedEntry(Object stored, long deadline) {
    return traits.loadedEntry(key, stored, deadline);
  }

  @Override
  public @Nullable Object load() {
    if (loads == null || reader == null) {
      return null;
    }
    if (load == null) {
      load = new ProcessorLoad<>(traits, loads, reader, remnants);
    }
    return load.load(key);
  }
}
