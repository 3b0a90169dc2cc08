// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.io.Closeable;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/** User objects of every kind that note when they are closed, and fail then. */
final class CloseableObjects {
  private final Queue<String> closings = new ConcurrentLinkedQueue<>();

  Collection<String> closings() {
    return closings;
  }

  LungoConfigurationBuilder<Object, Object> configuration() {
    return LungoConfiguration.builder(Object.class, Object.class)
        .statistics(true)
        .management(true)
        .readThrough(this.<CacheLoader<Object, Object>>factory("loader", CacheLoader.class))
        .writeThrough(this.<CacheWriter<Object, Object>>factory("writer", CacheWriter.class))
        .expiry(this.<ExpiryPolicy>factory("policy", ExpiryPolicy.class))
        .listener(new MutableCacheEntryListenerConfiguration<>(
            this.<CacheEntryCreatedListener<Object, Object>>factory(
                "listener", CacheEntryCreatedListener.class),
            this.<CacheEntryEventFilter<Object, Object>>factory(
                "filter", CacheEntryEventFilter.class),
            true,
            true));
  }

  @SuppressWarnings("unchecked") // the proxy has the type asked for
  private <T> Factory<T> factory(String name, Class<?> type) {
    return () -> (T) Proxy.newProxyInstance(
        CloseableObjects.class.getClassLoader(),
        new Class<?>[] {type, Closeable.class},
        (proxy, method, arguments) -> {
          switch (method.getName()) {
            case "close" -> {
              closings.add(name);
              throw new IllegalStateException(name + " does not close");
            }
            case "evaluate", "equals" -> {
              return true;
            }
            case "hashCode" -> {
              return 1;
            }
            default -> {
              return null;
            }
          }
        });
  }

  /** A loader, a listener and a filter in one. */
  static final class Everything
      implements CacheLoader<Object, Object>,
          CacheEntryCreatedListener<Object, Object>,
          CacheEntryEventFilter<Object, Object>,
          Closeable {
    final AtomicInteger closings = new AtomicInteger();
    final AtomicInteger loads = new AtomicInteger();
    volatile Runnable onLoad = () -> {};

    @Override
    public Object load(Object key) {
      loads.incrementAndGet();
      onLoad.run();
      return "value";
    }

    @Override
    public Map<Object, Object> loadAll(Iterable<?> keys) {
      Map<Object, Object> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }

    @Override
    public void onCreated(Iterable<CacheEntryEvent<?, ?>> events) {}

    @Override
    public boolean evaluate(CacheEntryEvent<?, ?> event) {
      return true;
    }

    @Override
    public void close() {
      closings.incrementAndGet();
    }
  }
}
