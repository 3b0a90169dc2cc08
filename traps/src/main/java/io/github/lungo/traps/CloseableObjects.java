// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import java.io.Closeable;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/** One of everything that a configuration can hold and a cache must close, each counting its closes. Thread-safe. */
final class CloseableObjects {
  private final Map<String, Integer> times = new ConcurrentHashMap<>();
  private volatile boolean failing;

  /** Makes each close throw. */
  CloseableObjects failing() {
    failing = true;
    return this;
  }

  Set<String> closed() {
    return Set.copyOf(times.keySet());
  }

  /** Returns how often each was closed. */
  Map<String, Integer> times() {
    return Map.copyOf(times);
  }

  @SuppressWarnings("unchecked") // proxies have no type arguments
  MutableConfiguration<String, String> configuration() {
    CacheLoader<String, String> loader = object("loader", CacheLoader.class);
    CacheWriter<String, String> writer = object("writer", CacheWriter.class);
    CacheEntryCreatedListener<String, String> listener =
        object("listener", CacheEntryCreatedListener.class);
    CacheEntryEventFilter<String, String> filter = object("filter", CacheEntryEventFilter.class);
    ExpiryPolicy policy = object("policy", ExpiryPolicy.class);
    return Caches.strings()
        .setReadThrough(true)
        .setWriteThrough(true)
        .setCacheLoaderFactory(Shared.of(loader))
        .setCacheWriterFactory(Shared.of(writer))
        .setExpiryPolicyFactory(Shared.of(policy))
        .addCacheEntryListenerConfiguration(new MutableCacheEntryListenerConfiguration<>(
            Shared.of(listener), Shared.of(filter), false, true));
  }

  private <T> T object(String name, Class<T> type) {
    return type.cast(Proxy.newProxyInstance(
        CloseableObjects.class.getClassLoader(),
        new Class<?>[] {type, Closeable.class},
        (proxy, method, arguments) -> switch (method.getName()) {
          case "close" -> close(name);
          case "equals" -> proxy == arguments[0];
          case "hashCode" -> name.hashCode();
          case "toString" -> name;
          case "evaluate" -> true;
          case "getExpiryForCreation" -> Duration.ETERNAL;
          case "loadAll" -> Map.of();
          default -> null;
        }));
  }

  private Object close(String name) {
    times.merge(name, 1, Integer::sum);
    if (failing) {
      throw new IllegalStateException("the " + name + " cannot be closed");
    }
    return null;
  }
}
