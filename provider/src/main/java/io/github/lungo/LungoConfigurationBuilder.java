// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.Executor;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link LungoConfiguration}; begin with {@link LungoConfiguration#builder}. Every method checks its argument at
 * once, throws {@link NullPointerException} for null and {@link IllegalArgumentException} for a value out of range, and
 * returns this builder. May build more than once. Not thread-safe.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class LungoConfigurationBuilder<K, V> {
  final MutableConfiguration<K, V> standard;
  CacheMode mode = CacheMode.LOCAL;
  Consistency consistency = Consistency.STRONG;
  int backups = 1;

  @Nullable
  Long hotCopies;

  @Nullable
  Long maximumSize;

  @Nullable
  Long maximumWeight;

  @Nullable
  Weigher<? super K, ? super V> weigher;

  LoadAt loadAt = LoadAt.OWNER;
  Duration loadTimeout = Duration.ofSeconds(30);
  int maximumConcurrentLoads = Integer.MAX_VALUE;
  Duration listenerTimeout = Duration.ofSeconds(5);
  ListenerScope listenerScope = ListenerScope.CLUSTER;
  final ResilienceDraft resilience = new ResilienceDraft();

  @Nullable
  Executor executor;

  LungoConfigurationBuilder(MutableConfiguration<K, V> standard) {
    this.standard = standard;
  }

  /** Sets where the values live; {@link CacheMode#LOCAL} by default. */
  public LungoConfigurationBuilder<K, V> mode(CacheMode mode) {
    this.mode = requireNonNull(mode, "mode is null");
    return this;
  }

  /**
   * Sets what other members are to know of a write when it returns; {@link Consistency#STRONG} by default, the only choice of
   * {@link CacheMode#PARTITIONED}.
   */
  public LungoConfigurationBuilder<K, V> consistency(Consistency consistency) {
    this.consistency = requireNonNull(consistency, "consistency is null");
    return this;
  }

  /**
   * Sets how many members beside its primary keep an entry of a {@link CacheMode#PARTITIONED} cache, so that as many may crash
   * at once without loss; 1 by default.
   *
   * @throws IllegalArgumentException unless it is 0 to 4
   */
  public LungoConfigurationBuilder<K, V> backups(int backups) {
    this.backups = Checked.between(0, 4, backups, "backups");
    return this;
  }

  /**
   * Bounds the copies that a member keeps of entries of a {@link CacheMode#PARTITIONED} cache that it does not own; by default
   * an eighth of {@link #maximumSize} or {@link #maximumWeight}, or 10,000. Members may differ in it.
   *
   * @param most how many, with {@link #maximumWeight} how much they weigh; 0 for none
   */
  public LungoConfigurationBuilder<K, V> hotCopies(long most) {
    this.hotCopies = Checked.notNegative(most, "hotCopies");
    return this;
  }

  /**
   * Bounds the number of entries: beyond it, those leave that are least likely to be used again. Excludes
   * {@link #maximumWeight}. Not bounded by default.
   *
   * @param entries at least 1
   */
  public LungoConfigurationBuilder<K, V> maximumSize(long entries) {
    this.maximumSize = Checked.positive(entries, "maximumSize");
    return this;
  }

  /**
   * Bounds the sum of the weights of all entries: beyond it, those leave that are least likely to be used again. The
   * {@link #weigher} decides the unit; without one it is bytes, by {@link Weigher#encodedSize()}. Excludes
   * {@link #maximumSize}. Not bounded by default.
   *
   * @param weight at least 1
   */
  public LungoConfigurationBuilder<K, V> maximumWeight(long weight) {
    this.maximumWeight = Checked.positive(weight, "maximumWeight");
    return this;
  }

  /** Sets what weighs each entry; needs {@link #maximumWeight}. */
  public LungoConfigurationBuilder<K, V> weigher(Weigher<? super K, ? super V> weigher) {
    this.weigher = requireNonNull(weigher, "weigher is null");
    return this;
  }

  /** Takes back {@link #maximumSize}, {@link #maximumWeight} and {@link #weigher}. */
  public LungoConfigurationBuilder<K, V> unbounded() {
    this.maximumSize = null;
    this.maximumWeight = null;
    this.weigher = null;
    return this;
  }

  /**
   * Sets which member of a cluster runs the cache's loader; {@link LoadAt#OWNER} by default. What is loaded
   * anew in the background, the key's primary loads in {@link CacheMode#REPLICATED} and {@link CacheMode#PARTITIONED}.
   */
  public LungoConfigurationBuilder<K, V> loadAt(LoadAt loadAt) {
    this.loadAt = requireNonNull(loadAt, "loadAt is null");
    return this;
  }

  /**
   * Sets how long a call waits for a load that another thread runs; 30 seconds by default.
   *
   * @param timeout positive, at most 292 years
   */
  public LungoConfigurationBuilder<K, V> loadTimeout(Duration timeout) {
    this.loadTimeout = Checked.positive(timeout, "loadTimeout");
    return this;
  }

  /**
   * Sets how many loads of this cache run at once at most; further ones wait their turn. By default
   * {@link Integer#MAX_VALUE}, which is no limit.
   *
   * @param loads at least 1
   */
  public LungoConfigurationBuilder<K, V> maximumConcurrentLoads(int loads) {
    this.maximumConcurrentLoads = (int) Checked.positive(loads, "maximumConcurrentLoads");
    return this;
  }

  /**
   * Sets how long a call waits for a synchronous listener that another thread runs for the same key; 5 seconds by
   * default.
   *
   * @param timeout positive, at most 292 years
   */
  public LungoConfigurationBuilder<K, V> listenerTimeout(Duration timeout) {
    this.listenerTimeout = Checked.positive(timeout, "listenerTimeout");
    return this;
  }

  /**
   * Sets which events the listeners of this member hear; {@link ListenerScope#CLUSTER} by default. Members may differ in it, and
   * in {@link CacheMode#LOCAL} mode it has no effect.
   */
  public LungoConfigurationBuilder<K, V> listenerScope(ListenerScope scope) {
    this.listenerScope = requireNonNull(scope, "listenerScope is null");
    return this;
  }

  /**
   * Replaces the manager's background threads for this cache: the executor runs asynchronous loads and listeners. It
   * stays the caller's to shut down, after the cache is closed.
   */
  public LungoConfigurationBuilder<K, V> executor(Executor executor) {
    this.executor = requireNonNull(executor, "executor is null");
    return this;
  }

  /**
   * Sets whether the cache keeps copies of keys and values, as JSR-107 has it by default, or the caller's own objects,
   * which costs nothing and asks that nobody changes them.
   */
  public LungoConfigurationBuilder<K, V> storeByValue(boolean storeByValue) {
    standard.setStoreByValue(storeByValue);
    return this;
  }

  /** Sets whether the cache counts hits, misses and the like from its start; off by default. */
  public LungoConfigurationBuilder<K, V> statistics(boolean enabled) {
    standard.setStatisticsEnabled(enabled);
    return this;
  }

  /** Sets whether the cache shows its configuration over JMX from its start; off by default. */
  public LungoConfigurationBuilder<K, V> management(boolean enabled) {
    standard.setManagementEnabled(enabled);
    return this;
  }

  /** Gives the cache a loader for {@code loadAll}; a miss does not load unless {@link #readThrough} says so. */
  public LungoConfigurationBuilder<K, V> loader(Factory<? extends CacheLoader<K, V>> factory) {
    standard.setCacheLoaderFactory(requireNonNull(factory, "loader is null"));
    return this;
  }

  /** Gives the cache a loader that it asks for every value it misses. */
  public LungoConfigurationBuilder<K, V> readThrough(Factory<? extends CacheLoader<K, V>> factory) {
    loader(factory);
    standard.setReadThrough(true);
    return this;
  }

  /** Gives the cache a writer that it hands every change to before it makes it. */
  public LungoConfigurationBuilder<K, V> writeThrough(
      Factory<? extends CacheWriter<? super K, ? super V>> factory) {
    standard.setCacheWriterFactory(requireNonNull(factory, "writer is null"));
    standard.setWriteThrough(true);
    return this;
  }

  /** Sets a policy of your own for when entries expire; replaces any earlier choice of expiry. */
  public LungoConfigurationBuilder<K, V> expiry(Factory<? extends ExpiryPolicy> factory) {
    standard.setExpiryPolicyFactory(requireNonNull(factory, "expiry is null"));
    return this;
  }

  /** Lets entries stay until they are removed or evicted; the default. */
  public LungoConfigurationBuilder<K, V> eternalExpiry() {
    return expiry(EternalExpiryPolicy.factoryOf());
  }

  /**
   * Lets an entry expire when the duration has passed since it was created, whatever happened to it since.
   *
   * @param duration 1 ms to 292 years, in whole milliseconds: a fraction is dropped
   */
  public LungoConfigurationBuilder<K, V> createdExpiry(Duration duration) {
    return expiry(CreatedExpiryPolicy.factoryOf(Checked.expiry(duration)));
  }

  /**
   * Lets an entry expire when the duration has passed since it was created or last updated.
   *
   * @param duration 1 ms to 292 years, in whole milliseconds: a fraction is dropped
   */
  public LungoConfigurationBuilder<K, V> modifiedExpiry(Duration duration) {
    return expiry(ModifiedExpiryPolicy.factoryOf(Checked.expiry(duration)));
  }

  /**
   * Lets an entry expire when the duration has passed since it was created or last read; an update does not count.
   *
   * @param duration 1 ms to 292 years, in whole milliseconds: a fraction is dropped
   */
  public LungoConfigurationBuilder<K, V> accessedExpiry(Duration duration) {
    return expiry(AccessedExpiryPolicy.factoryOf(Checked.expiry(duration)));
  }

  /**
   * Lets an entry expire when the duration has passed since it was created, updated or last read.
   *
   * @param duration 1 ms to 292 years, in whole milliseconds: a fraction is dropped
   */
  public LungoConfigurationBuilder<K, V> touchedExpiry(Duration duration) {
    return expiry(TouchedExpiryPolicy.factoryOf(Checked.expiry(duration)));
  }

  /**
   * Has a value that is read when it is older than that loaded anew in the background; the reader gets the old one. Needs
   * {@link #readThrough}. Off by default.
   *
   * @param age since the value was written or loaded; positive, at most 292 years
   */
  public LungoConfigurationBuilder<K, V> refreshAfterWrite(Duration age) {
    resilience.refreshAfterWrite = Checked.positive(age, "refreshAfterWrite");
    return this;
  }

  /**
   * Sets how long keys that are to be loaded in the background are gathered, to be loaded in one call; 10 ms by default.
   *
   * @param window positive, at most 292 years
   */
  public LungoConfigurationBuilder<K, V> refreshWindow(Duration window) {
    resilience.refreshWindow = Checked.positive(window, "refreshWindow");
    return this;
  }

  /**
   * Lets a read-through get of an entry that has expired return its value at once, while it is loaded anew in the
   * background. To all other methods the entry is gone. Off by default.
   *
   * @param sinceExpiry for how long after its expiry; positive, at most 292 years
   */
  public LungoConfigurationBuilder<K, V> staleWhileRevalidate(Duration sinceExpiry) {
    resilience.staleWhileRevalidate = Checked.positive(sinceExpiry, "staleWhileRevalidate");
    return this;
  }

  /**
   * Lets a read-through get whose load fails return the value that has expired in place of the failure. Off by default.
   *
   * @param sinceExpiry for how long after its expiry; positive, at most 292 years
   */
  public LungoConfigurationBuilder<K, V> staleIfError(Duration sinceExpiry) {
    resilience.staleIfError = Checked.positive(sinceExpiry, "staleIfError");
    return this;
  }

  /**
   * Remembers that a load found nothing: a get returns null without asking the loader again, until the key is written or
   * the time has passed. Off by default.
   *
   * @param timeToLive positive, at most 292 years
   */
  public LungoConfigurationBuilder<K, V> negativeTimeToLive(Duration timeToLive) {
    resilience.negativeTimeToLive = Checked.positive(timeToLive, "negativeTimeToLive");
    return this;
  }

  /**
   * Leaves the loader alone for that long after a load of a key has failed, and twice as long after each further failure:
   * a get of the key fails at once, until the key is written or the time has passed. Off by default.
   *
   * @param firstPause positive, at most 292 years
   */
  public LungoConfigurationBuilder<K, V> failureBackoff(Duration firstPause) {
    resilience.failureBackoff = Checked.positive(firstPause, "failureBackoff");
    return this;
  }

  /**
   * Sets how long the pauses of {@link #failureBackoff} become at most, the first one excepted; a minute by default.
   *
   * @param longestPause positive, at most 292 years
   */
  public LungoConfigurationBuilder<K, V> failureBackoffMaximum(Duration longestPause) {
    resilience.failureBackoffMaximum = Checked.positive(longestPause, "failureBackoffMaximum");
    return this;
  }

  /**
   * Shortens each finite lifetime that the expiry policy grants at a creation or update by a random share, so that what
   * was loaded together does not expire together. 0, which is none, by default.
   *
   * @param share the greatest share, from 0 to 0.5
   */
  public LungoConfigurationBuilder<K, V> expiryJitter(double share) {
    resilience.expiryJitter = Checked.share(share, "expiryJitter");
    return this;
  }

  /**
   * Adds a listener that the cache has from its start.
   *
   * @throws IllegalArgumentException if an equal one was added before
   */
  public LungoConfigurationBuilder<K, V> listener(CacheEntryListenerConfiguration<K, V> listener) {
    standard.addCacheEntryListenerConfiguration(requireNonNull(listener, "listener is null"));
    return this;
  }

  /** Takes out a listener that is equal to the given one; does nothing if there is none. */
  public LungoConfigurationBuilder<K, V> withoutListener(
      CacheEntryListenerConfiguration<K, V> listener) {
    standard.removeCacheEntryListenerConfiguration(requireNonNull(listener, "listener is null"));
    return this;
  }

  /**
   * Returns the configuration, which later changes to this builder do not reach.
   *
   * @throws IllegalStateException if there are a maximum size and a maximum weight, or a weigher without the latter
   */
  public LungoConfiguration<K, V> build() {
    if (maximumSize != null && maximumWeight != null) {
      throw new IllegalStateException("maximumSize and maximumWeight exclude each other: "
          + maximumSize + " and " + maximumWeight);
    }
    if (weigher != null && maximumWeight == null) {
      throw new IllegalStateException("weigher needs maximumWeight: " + weigher);
    }
    return new LungoConfiguration<>(this);
  }
}
