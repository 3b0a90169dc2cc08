// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.LungoConfiguration;
import io.github.lungo.management.CacheBean;
import io.github.lungo.management.ClusterStatisticsBean;
import io.github.lungo.management.JmxRegistry;
import java.time.Duration;
import java.util.List;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryListener;
import org.jspecify.annotations.Nullable;

/**
 * From a cache's creation to its end: its current configuration, its listeners and beans, and its closing. Thread-safe.
 */
final class CacheLifecycle<K, V> {
  /** How long closing waits for loaders, writers, processors and listeners that are running. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final JCacheManager manager;
  private final CacheParts<K, V> parts;
  private final UserObjects userObjects;
  private volatile boolean isClosed;

  /** Read at any time, changed under this object's monitor. */
  private volatile LungoConfiguration<K, V> configuration;

  CacheLifecycle(
      String name,
      JCacheManager manager,
      CacheParts<K, V> parts,
      UserObjects userObjects,
      LungoConfiguration<K, V> configuration) {
    this.name = name;
    this.manager = manager;
    this.parts = parts;
    this.userObjects = userObjects;
    this.configuration = configuration;
  }

  String name() {
    return name;
  }

  JCacheManager manager() {
    return manager;
  }

  boolean isClosed() {
    return isClosed;
  }

  void requireOpen() {
    if (isClosed) {
      throw new IllegalStateException("cache '" + name + "' is closed");
    }
  }

  /** Makes the listeners and beans that the configuration asks for. */
  void start() {
    configuration().getCacheEntryListenerConfigurations().forEach(this::listen);
    enableStatistics(configuration().isStatisticsEnabled());
    enableManagement(configuration().isManagementEnabled());
  }

  void register(CacheEntryListenerConfiguration<K, V> listener) {
    listen(listener);
    synchronized (this) {
      configuration = configuration.toBuilder().listener(listener).build();
    }
  }

  private void listen(CacheEntryListenerConfiguration<K, V> configured) {
    parts.events().requireNew(configured);
    @Nullable CacheEntryListener<? super K, ? super V> listener = null;
    @Nullable CacheEntryEventFilter<? super K, ? super V> filter = null;
    boolean isRegistered = false;
    try {
      listener = userObjects.create(
          "listener", CacheEntryListener.class, configured.getCacheEntryListenerFactory());
      @Nullable
      Factory<CacheEntryEventFilter<? super K, ? super V>> filters =
          configured.getCacheEntryEventFilterFactory();
      filter = filters == null
          ? null
          : userObjects.create("listener's filter", CacheEntryEventFilter.class, filters);
      parts.events().register(configured, listener, filter);
      isRegistered = true;
      requireOpen(); // it may have been closed while the factories ran: then nobody else closes
      // what they made
      parts.engine().listenersChanged();
    } catch (Throwable failure) {
      if (isRegistered) {
        parts.events().deregister(configured);
      }
      userObjects.close(listener, filter);
      throw failure;
    }
  }

  void deregister(CacheEntryListenerConfiguration<K, V> configured) {
    synchronized (this) {
      configuration = configuration.toBuilder().withoutListener(configured).build();
    }
    userObjects.close(parts.events().deregister(configured).toArray());
    parts.engine().listenersChanged();
  }

  synchronized void enableStatistics(boolean enabled) {
    requireOpen();
    configuration = configuration.toBuilder().statistics(enabled).build();
    parts.statistics().enable(enabled);
    if (enabled) {
      beans().registerStatistics(name, parts.statistics().bean());
      if (parts.gauges().members() != null) {
        beans()
            .registerClusterStatistics(
                name, new ClusterStatisticsBean(parts.gauges().members()));
      }
    } else {
      beans().unregisterStatistics(name);
    }
  }

  synchronized void enableManagement(boolean enabled) {
    requireOpen();
    configuration = configuration.toBuilder().management(enabled).build();
    if (enabled) {
      beans().registerConfiguration(name, bean());
    } else {
      beans().unregisterConfiguration(name);
    }
  }

  private CacheBean bean() {
    return new CacheBean(
        name,
        configuration().mode().name(),
        this::configuration,
        parts.gauges().capacity(),
        parts.gauges().loads());
  }

  private JmxRegistry beans() {
    return manager.resources().beans();
  }

  LungoConfiguration<K, V> configuration() {
    return configuration;
  }

  /** Returns the current configuration, which later changes do not reach. */
  <C extends Configuration<K, V>> C configuration(Class<C> type) {
    LungoConfiguration<K, V> current = configuration();
    for (Configuration<K, V> candidate : List.of(current, new MutableConfiguration<>(current))) {
      if (type.isInstance(candidate)) {
        return type.cast(candidate);
      }
    }
    throw new IllegalArgumentException("cache '" + name + "' has no configuration of type "
        + type.getName() + "; it has a " + LungoConfiguration.class.getName());
  }

  /** Ends the cache: no more calls, then no more user code, then the user's objects are closed. Idempotent. */
  void close() {
    synchronized (this) {
      if (isClosed) {
        return;
      }
      isClosed = true;
    }
    synchronized (this) {
      beans().unregister(name); // before another cache may take the name
    }
    manager.forget(name, this);
    long end = System.nanoTime() + PATIENCE.toNanos();
    parts.engine().close(PATIENCE);
    if (parts.gauges().members() != null) {
      parts.gauges().members().close();
    }
    parts.events().close(end);
    userObjects.close();
  }
}
