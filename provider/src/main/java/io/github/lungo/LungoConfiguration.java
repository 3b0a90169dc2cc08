// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be said about one cache: what JSR-107 defines, and Lungo's own settings.
 *
 * <pre>{@code
 * manager.createCache("orders", LungoConfiguration.builder(Long.class, Order.class)
 *     .maximumSize(10_000)
 *     .createdExpiry(Duration.ofMinutes(5))
 *     .build());
 * }</pre>
 *
 * <p>Immutable and thread-safe. Two configurations are equal when all their settings are. Serialisable if its
 * factories, weigher and executor are.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class LungoConfiguration<K, V> implements CompleteConfiguration<K, V> {
  private static final long serialVersionUID = 1L;

  /** The JSR-107 half: a private copy that is never handed out, hence never changes. */
  private final MutableConfiguration<K, V> standard;

  private final CacheMode mode;
  private final Consistency consistency;
  private final int backups;
  private final @Nullable Long hotCopies;
  private final @Nullable Long maximumSize;
  private final @Nullable Long maximumWeight;

  @SuppressWarnings("serial") // the user's object decides whether it can be serialised
  private final @Nullable Weigher<? super K, ? super V> weigher;

  private final LoadAt loadAt;
  private final Duration loadTimeout;
  private final int maximumConcurrentLoads;
  private final Duration listenerTimeout;
  private final ListenerScope listenerScope;
  private final Resilience resilience;

  @SuppressWarnings("serial") // the user's object decides whether it can be serialised
  private final @Nullable Executor executor;

  LungoConfiguration(LungoConfigurationBuilder<K, V> builder) {
    standard = new MutableConfiguration<>(builder.standard);
    mode = builder.mode;
    consistency = builder.consistency;
    backups = builder.backups;
    hotCopies = builder.hotCopies;
    maximumSize = builder.maximumSize;
    maximumWeight = builder.maximumWeight;
    weigher =
        maximumWeight != null && builder.weigher == null ? Weigher.encodedSize() : builder.weigher;
    loadAt = builder.loadAt;
    loadTimeout = builder.loadTimeout;
    maximumConcurrentLoads = builder.maximumConcurrentLoads;
    listenerTimeout = builder.listenerTimeout;
    listenerScope = builder.listenerScope;
    resilience = builder.resilience.finish();
    executor = builder.executor;
  }

  /**
   * Returns a builder with all settings at their defaults: store by value, no bound, no expiry, no loader or writer, no
   * statistics or management.
   *
   * @param keyType the type that every key must have; {@code Object.class} for no check
   * @param valueType the type that every value must have; {@code Object.class} for no check
   */
  public static <K, V> LungoConfigurationBuilder<K, V> builder(
      Class<K> keyType, Class<V> valueType) {
    requireNonNull(keyType, "keyType is null");
    requireNonNull(valueType, "valueType is null");
    return new LungoConfigurationBuilder<>(
        new MutableConfiguration<K, V>().setTypes(keyType, valueType));
  }

  /**
   * Returns a snapshot of the given configuration, its set of listeners included, which later changes to the original do
   * not reach. A type that it leaves null becomes {@code Object}; what a plain {@link Configuration} cannot say has the
   * defaults of JSR-107.
   *
   * @throws IllegalArgumentException if it lists a listener twice
   */
  public static <K, V> LungoConfiguration<K, V> copyOf(Configuration<K, V> configuration) {
    requireNonNull(configuration, "configuration is null");
    if (configuration instanceof LungoConfiguration<K, V> lungo) {
      return lungo;
    }
    return new LungoConfiguration<>(new LungoConfigurationBuilder<>(standardCopyOf(configuration)));
  }

  /** Returns a new builder that starts from the settings of this configuration. */
  public LungoConfigurationBuilder<K, V> toBuilder() {
    var builder = new LungoConfigurationBuilder<>(new MutableConfiguration<>(standard));
    builder.mode = mode;
    builder.consistency = consistency;
    builder.backups = backups;
    builder.hotCopies = hotCopies;
    builder.maximumSize = maximumSize;
    builder.maximumWeight = maximumWeight;
    builder.weigher = weigher;
    builder.loadAt = loadAt;
    builder.loadTimeout = loadTimeout;
    builder.maximumConcurrentLoads = maximumConcurrentLoads;
    builder.listenerTimeout = listenerTimeout;
    builder.listenerScope = listenerScope;
    builder.resilience.copy(resilience);
    builder.executor = executor;
    return builder;
  }

  /** Returns where the values live; {@link CacheMode#LOCAL} by default. */
  public CacheMode mode() {
    return mode;
  }

  /** Returns what other members are to know of a write when it returns; {@link Consistency#STRONG} by default. */
  public Consistency consistency() {
    return consistency;
  }

  /** Returns how many members beside its primary keep an entry of a partitioned cache; 1 by default. */
  public int backups() {
    return backups;
  }

  /**
   * Returns how many copies a member keeps at most of entries of a partitioned cache that it does not own, or, with a
   * {@link #maximumWeight()}, how much they weigh: by default an eighth of the bound, 10,000 copies without one.
   */
  public long hotCopies() {
    if (hotCopies != null) {
      return hotCopies;
    }
    @Nullable Long bound = maximumSize == null ? maximumWeight : maximumSize;
    return bound == null ? 10_000 : bound / 8;
  }

  /** Returns how many entries the cache holds at most, or empty, the default, if their number is not bounded. */
  public OptionalLong maximumSize() {
    return maximumSize == null ? OptionalLong.empty() : OptionalLong.of(maximumSize);
  }

  /**
   * Returns how much all entries together weigh at most, in the unit of the {@link #weigher()}, or empty, the default,
   * if their weight is not bounded.
   */
  public OptionalLong maximumWeight() {
    return maximumWeight == null ? OptionalLong.empty() : OptionalLong.of(maximumWeight);
  }

  /** Returns what weighs the entries, or null if there is no {@link #maximumWeight()}. */
  public @Nullable Weigher<? super K, ? super V> weigher() {
    return weigher;
  }

  /** Returns which member of a cluster runs the cache's loader; {@link LoadAt#OWNER} by default. */
  public LoadAt loadAt() {
    return loadAt;
  }

  /** Returns how long a call waits for a load that another thread runs; 30 seconds by default. */
  public Duration loadTimeout() {
    return loadTimeout;
  }

  /** Returns how many loads run at once at most; by default {@link Integer#MAX_VALUE}, which is no limit. */
  public int maximumConcurrentLoads() {
    return maximumConcurrentLoads;
  }

  /**
   * Returns how long a call waits for a synchronous listener that another thread runs for the same key; in a cluster, for the
   * synchronous listeners of all members; 5 seconds by default.
   */
  public Duration listenerTimeout() {
    return listenerTimeout;
  }

  /** Returns which events the listeners of this member hear, if the cache is clustered; {@link ListenerScope#CLUSTER} by default. */
  public ListenerScope listenerScope() {
    return listenerScope;
  }

  /** Returns how the cache spares the source that it loads from; by default everything is off. */
  public Resilience resilience() {
    return resilience;
  }

  /** Returns what runs this cache's background work, or null, the default, for the threads of its manager. */
  public @Nullable Executor executor() {
    return executor;
  }

  @Override
  public Class<K> getKeyType() {
    return standard.getKeyType();
  }

  @Override
  public Class<V> getValueType() {
    return standard.getValueType();
  }

  @Override
  public boolean isStoreByValue() {
    return standard.isStoreByValue();
  }

  @Override
  public boolean isReadThrough() {
    return standard.isReadThrough();
  }

  @Override
  public boolean isWriteThrough() {
    return standard.isWriteThrough();
  }

  @Override
  public boolean isStatisticsEnabled() {
    return standard.isStatisticsEnabled();
  }

  @Override
  public boolean isManagementEnabled() {
    return standard.isManagementEnabled();
  }

  /** Returns the listeners of the cache from its start, as an unmodifiable set. */
  @Override
  public Set<CacheEntryListenerConfiguration<K, V>> getCacheEntryListenerConfigurations() {
    var listeners = new HashSet<CacheEntryListenerConfiguration<K, V>>();
    standard.getCacheEntryListenerConfigurations().forEach(listeners::add);
    return Collections.unmodifiableSet(listeners);
  }

  /** Returns what makes the cache's loader, or null if it has none. */
  @Override
  public @Nullable Factory<CacheLoader<K, V>> getCacheLoaderFactory() {
    return standard.getCacheLoaderFactory();
  }

  /** Returns what makes the cache's writer, or null if it has none. */
  @Override
  public @Nullable Factory<CacheWriter<? super K, ? super V>> getCacheWriterFactory() {
    return standard.getCacheWriterFactory();
  }

  @Override
  public Factory<ExpiryPolicy> getExpiryPolicyFactory() {
    return standard.getExpiryPolicyFactory();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LungoConfiguration<?, ?> that && content().equals(that.content());
  }

  @Override
  public int hashCode() {
    return content().hashCode();
  }

  @Override
  public String toString() {
    return "LungoConfiguration["
        + (getKeyType().getName() + " -> " + getValueType().getName())
        + (", mode=" + mode + ", consistency=" + consistency + ", backups=" + backups
            + ", hotCopies=" + hotCopies() + ", maximumSize=" + maximumSize)
        + (", maximumWeight=" + maximumWeight + ", weigher=" + weigher)
        + (", storeByValue=" + isStoreByValue() + ", readThrough=" + isReadThrough())
        + (", writeThrough=" + isWriteThrough() + ", statistics=" + isStatisticsEnabled())
        + (", management=" + isManagementEnabled() + ", loadAt=" + loadAt + ", loadTimeout="
            + loadTimeout)
        + (", maximumConcurrentLoads=" + maximumConcurrentLoads)
        + (", listenerTimeout=" + listenerTimeout + ", listenerScope=" + listenerScope)
        + (", " + resilience)
        + (", executor=" + executor + "]");
  }

  private static <K, V> MutableConfiguration<K, V> standardCopyOf(Configuration<K, V> given) {
    var copy = given instanceof CompleteConfiguration<K, V> complete
        ? new MutableConfiguration<>(complete)
        : new MutableConfiguration<K, V>().setStoreByValue(given.isStoreByValue());
    return copy.setTypes(orObject(given.getKeyType()), orObject(given.getValueType()));
  }

  @SuppressWarnings("unchecked") // an unnamed type is not checked, which is what Object says
  private static <T> Class<T> orObject(@Nullable Class<T> type) {
    return type == null ? (Class<T>) Object.class : type;
  }

  private List<@Nullable Object> content() {
    return Arrays.asList(
        standard,
        standard.isManagementEnabled(), // which the equals of a MutableConfiguration leaves out
        mode,
        consistency,
        backups,
        hotCopies(),
        maximumSize,
        maximumWeight,
        weigher,
        loadAt,
        loadTimeout,
        maximumConcurrentLoads,
        listenerTimeout,
        listenerScope,
        resilience,
        executor);
  }
}
