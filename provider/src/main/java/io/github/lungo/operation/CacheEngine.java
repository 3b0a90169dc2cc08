// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import io.github.lungo.entry.CachedValue;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds the entries of one cache and executes operations on them, atomically for each key. There is one implementation
 * for each mode of caching. Thread-safe.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface CacheEngine<K, V> {

  /**
   * Returns the stored form of a key's live value, or null. Counts as an access for expiry; calls no loader.
   *
   * @throws UnansweredException if the member that decides about the key cannot be reached
   */
  @Nullable
  Object read(K key);

  /**
   * Reads many keys as {@link #read} reads one.
   *
   * @param found is told the stored forms of live values by their keys, on this thread
   */
  default void readAll(List<K> keys, BiConsumer<? super K, Object> found) {
    for (K key : keys) {
      @Nullable Object stored = read(key);
      if (stored != null) {
        found.accept(key, stored);
      }
    }
  }

  /** Returns whether the key has a live entry, without touching it. */
  boolean contains(K key);

  /**
   * Executes one operation. When it returns, the change is visible, written through, and synchronous listeners have
   * been called.
   *
   * @param committed is told the outcome as soon as it stands, before listeners that may fail are called
   * @throws javax.cache.integration.CacheWriterException if write-through failed; nothing has changed then
   * @throws javax.cache.event.CacheEntryListenerException if a synchronous listener failed; the change stands
   */
  <R extends @Nullable Object> Outcome<R> execute(
      K key, EntryOperation<K, V, R> operation, Consumer<? super Outcome<R>> committed);

  /**
   * Does the same, and has other members drop what they have of the key, where they would be told the value otherwise and may
   * have copies of their own. The outcome is the same.
   */
  default <R extends @Nullable Object> Outcome<R> executeInvalidating(
      K key, EntryOperation<K, V, R> operation, Consumer<? super Outcome<R>> committed) {
    return execute(key, operation, committed);
  }

  /**
   * Stores a value at once where nobody but the cache itself has a part in it: no writer, listener, weigher or expiry policy
   * of the user.
   *
   * @return false if nothing was done, as somebody has; then {@link #execute} it
   */
  boolean putQuietly(K key, Object stored);

  /** Executes one operation for each key, in the map's order, and writes them through in one batch of each kind. */
  BatchOutcome executeAll(Map<K, ? extends EntryOperation<K, V, ?>> operations);

  /**
   * Returns the stored form of a missing key's value, by a load that all concurrent callers share, or by what is
   * known of it from earlier ones; null if there is none.
   *
   * @throws javax.cache.integration.CacheLoaderException if the load failed, or took another thread too long
   */
  @Nullable
  Object load(K key, KeyLoader<? super K, V> loader);

  /**
   * Does what {@link #load} does, with a loader that this call alone has: another thread's call may have another one, and so
   * may another member.
   */
  default @Nullable Object loadWith(K key, KeyLoader<? super K, V> loader) {
    return load(key, loader);
  }

  /**
   * Returns what the source has for a key of which {@link #read} had no answer; null if it has no value. Nobody keeps it.
   *
   * @throws javax.cache.integration.CacheLoaderException as {@link #load} does
   */
  default @Nullable Object loadUnanswered(K key, KeyLoader<? super K, V> loader) {
    return load(key, loader);
  }

  /** Does what {@link #load} does, on another thread; the future may be cancelled without disturbing others. */
  CompletableFuture<@Nullable Object> loadAsync(K key, KeyLoader<? super K, V> loader);

  /**
   * Does what {@link #load} does for many missing keys, with one call of the cache's own loader for all those that are
   * neither being loaded nor known well enough.
   *
   * @return the stored forms by key, without the keys that have no value
   */
  Map<K, Object> loadMissing(Set<K> keys, Function<Set<K>, Map<K, V>> loader);

  /**
   * Loads many keys because somebody wants them loaded, with one call of the bulk loader for all those that no other load is under way for.
   *
   * @param replaceExisting whether keys that have an entry are loaded too
   * @return the stored forms by key, without the keys that have no value
   */
  Map<K, Object> loadAll(Set<K> keys, Function<Set<K>, Map<K, V>> loader, boolean replaceExisting);

  /** Returns the live entries, weakly consistent; does not count as an access of the entries. */
  Iterator<Map.Entry<K, CachedValue>> entries();

  /** Tells the expiry policy that an entry was read that {@link #entries} returned. */
  void touch(K key);

  /**
   * Says that a listener was added or removed; returns when all members know. Where somebody listens for EXPIRED, expired
   * entries leave by themselves.
   *
   * @throws javax.cache.CacheException if it takes too long until they know; they will later
   */
  void listenersChanged();

  /** Fences all loads, so that what they bring is not stored. */
  void fenceLoads();

  /** Removes all entries and fences all loads, without events or write-through. */
  void clear();

  /**
   * Drops all entries and stops loads from storing. Waits for user code that is running, but not longer than the patience
   * lasts, nor for the calling thread itself. Idempotent.
   */
  void close(Duration patience);
}
