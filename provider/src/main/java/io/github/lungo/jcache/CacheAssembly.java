// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.LungoConfiguration;
import io.github.lungo.Weigher;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.event.EventDispatcher;
import io.github.lungo.expiry.ExpiryRules;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.integration.WriteThrough;
import io.github.lungo.local.Bound;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.EntryWeigher;
import io.github.lungo.local.LocalEngine;
import io.github.lungo.local.LocalEngineParts;
import io.github.lungo.local.SourceOfTruth;
import io.github.lungo.management.CacheStatistics;
import io.github.lungo.schedule.BackgroundAlarm;
import io.github.lungo.serialization.ValueCopier;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.Factory;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/** The composition root: puts a cache together from its configuration. The one place that makes the parts of a cache. */
final class CacheAssembly<K, V> {
  private final String name;
  private final LungoConfiguration<K, V> configuration;
  private final JCacheManager manager;
  private final SharedResources resources;
  private final UserObjects userObjects;

  /** Makes the engine of a clustered cache; null for a local one. */
  private final @Nullable ClusteredAssembly<K, V> clustered;

  CacheAssembly(String name, LungoConfiguration<K, V> configuration, JCacheManager manager) {
    this.name = name;
    this.configuration = configuration;
    this.manager = manager;
    this.resources = manager.resources();
    this.userObjects = new UserObjects(name);
    this.clustered = configuration.mode().isClustered()
        ? new ClusteredAssembly<>(name, configuration, resources)
        : null;
  }

  /**
   * Returns the cache, open and with its listeners and beans.
   *
   * @throws CacheException if the configuration is wrong or one of its factories fails; what was made is closed then
   */
  JCache<K, V> assemble() {
    try {
      return build();
    } catch (Throwable failure) {
      userObjects.close();
      throw failure;
    }
  }

  private JCache<K, V> build() {
    CacheTraits<K, V> traits = traits();
    @Nullable ReadThrough<K, V> loader = loader();
    CacheStatistics statistics = new CacheStatistics(System::nanoTime);
    Executor executor =
        configuration.executor() == null ? resources.executor() : configuration.executor();
    AtomicReference<@Nullable Cache<K, V>> self = new AtomicReference<>();
    EventDispatcher<K, V> events = new EventDispatcher<>(
        name,
        () -> Objects.requireNonNull(self.get()),
        traits::keyFor,
        traits::valueOf,
        configuration.listenerTimeout(),
        executor);
    SourceOfTruth<K, V> source =
        new SourceOfTruth<>(configuration.isReadThrough() ? loader : null, loader, writer());
    LoadPermits permits =
        new LoadPermits(name, configuration.maximumConcurrentLoads(), configuration.loadTimeout());
    LocalEngines<K, V> local =
        (ofEntries, from, threads) -> new LocalEngine<>(new LocalEngineParts<>(
            ofEntries,
            new Bound(configuration.maximumSize(), configuration.maximumWeight()),
            from,
            events,
            resources.waits(),
            clustered == null ? permits : unlimited(),
            configuration.loadTimeout(),
            threads,
            () -> statistics.recordEvictions(1),
            clustered == null
                ? configuration.resilience()
                : configuration.resilience().withoutAbsence(),
            new BackgroundAlarm(threads)));
    MadeEngine<K, V> made = clustered == null
        ? local(local.make(traits, source, executor))
        : clustered.assemble(traits, source, events, permits, statistics, local);
    EntryTypes<K, V> types = new EntryTypes<>(
        name, configuration.getKeyType(), configuration.getValueType(), traits.copier());
    CacheParts<K, V> parts = new CacheParts<>(
        traits,
        types,
        made.engine(),
        events,
        statistics,
        loader,
        configuration.isReadThrough(),
        executor,
        made.gauges());
    CacheLifecycle<K, V> lifecycle =
        new CacheLifecycle<>(name, manager, parts, userObjects, configuration);
    JCache<K, V> cache = new JCache<>(lifecycle, parts);
    self.set(cache);
    try {
      lifecycle.start();
    } catch (Throwable failure) {
      lifecycle.close();
      throw failure;
    }
    return cache;
  }

  /** Returns permits for what keeps a member's copies, which waits for primaries: theirs are needed by the loads themselves. */
  private LoadPermits unlimited() {
    return new LoadPermits(name, Integer.MAX_VALUE, configuration.loadTimeout());
  }

  private static <K, V> MadeEngine<K, V> local(LocalEngine<K, V> engine) {
    return new MadeEngine<>(
        engine, new CacheParts.Gauges(engine.capacity(), engine.loadFigures(), null));
  }

  private ValueCopier copier() {
    if (clustered != null) {
      return clustered.copier();
    }
    return configuration.isStoreByValue()
        ? ValueCopier.byValue(resources.codec())
        : ValueCopier.byReference();
  }

  private CacheTraits<K, V> traits() {
    ValueCopier copier = copier();
    ExpiryRules expiry = ExpiryRules.of(
            name,
            userObjects.create(
                "expiry policy", ExpiryPolicy.class, configuration.getExpiryPolicyFactory()))
        .jittered(
            configuration.resilience().expiryJitter(),
            () -> ThreadLocalRandom.current().nextDouble());
    @Nullable Duration refreshAfter = configuration.resilience().refreshAfterWrite();
    EntryShape shape = configuration.maximumWeight().isPresent()
        ? EntryShape.WEIGHED
        : expiry.isEternal() ? EntryShape.ETERNAL : EntryShape.EXPIRING;
    return new CacheTraits<>(
        name,
        configuration.getValueType(),
        copier,
        expiry,
        shape,
        weigher(copier),
        resources.clock(),
        refreshAfter == null ? 0 : refreshAfter.toNanos());
  }

  /** Weighs stored forms with a weigher of values; in bytes, where that is what the user asks for. */
  private EntryWeigher<K> weigher(ValueCopier copier) {
    Weigher<? super K, ? super V> weigher = configuration.weigher();
    if (weigher == null) {
      return (key, stored) -> 1;
    }
    if (!Weigher.isEncodedSize(weigher)) {
      return new UserWeigher<>(name, weigher, copier);
    }
    if (!configuration.isStoreByValue()) {
      throw new CacheException(
          "cache '" + name
              + "': the weigher encoded-size needs storeByValue = true, as values stored by reference are not encoded");
    }
    return (key, stored) -> copier.encodedSize(key)
        + (stored instanceof byte[] bytes ? bytes.length : copier.encodedSize(stored));
  }

  private @Nullable ReadThrough<K, V> loader() {
    Factory<CacheLoader<K, V>> factory = configuration.getCacheLoaderFactory();
    if (factory == null && configuration.isReadThrough()) {
      throw new CacheException(
          "cache '" + name + "' is read-through but has no cache loader factory");
    }
    if (!configuration.isReadThrough() && configuration.resilience().refreshAfterWrite() != null) {
      throw new CacheException(
          "cache '" + name + "': refreshAfterWrite needs a cache loader and readThrough: "
              + configuration.resilience().refreshAfterWrite());
    }
    return factory == null
        ? null
        : new ReadThrough<>(name, userObjects.create("cache loader", CacheLoader.class, factory));
  }

  private @Nullable WriteThrough<K, V> writer() {
    Factory<CacheWriter<? super K, ? super V>> factory = configuration.getCacheWriterFactory();
    if (factory == null && configuration.isWriteThrough()) {
      throw new CacheException(
          "cache '" + name + "' is write-through but has no cache writer factory");
    }
    if (factory == null) {
      return null;
    }
    CacheWriter<? super K, ? super V> writer =
        userObjects.create("cache writer", CacheWriter.class, factory);
    return configuration.isWriteThrough() ? new WriteThrough<>(name, writer) : null;
  }
}
