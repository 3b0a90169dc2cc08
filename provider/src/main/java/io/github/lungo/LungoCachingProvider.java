// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.WeakHashMap;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * The provider that {@link javax.cache.Caching} finds, and the way into Lungo. Holds one open manager for each URI and class
 * loader; a closed one is replaced at the next request. Thread-safe.
 *
 * <p>Where several providers are on the class path, name this one:
 * {@code Caching.getCachingProvider("io.github.lungo.LungoCachingProvider")}.
 */
public final class LungoCachingProvider implements CachingProvider {

  /** The URI of managers that nobody gave one: settings come from {@code lungo.conf} on the class path, if it is there. */
  public static final URI DEFAULT_URI = URI.create("lungo:default");

  private final WeakHashMap<ClassLoader, Map<URI, CacheManager>> managers = new WeakHashMap<>();
  private final CachingRuntime runtime;

  /** Creates a provider without managers; {@link javax.cache.Caching} does so. */
  public LungoCachingProvider() {
    Iterator<CachingRuntime> runtimes = ServiceLoader.load(
            CachingRuntime.class, LungoCachingProvider.class.getClassLoader())
        .iterator();
    if (!runtimes.hasNext()) {
      throw new CacheException(
          "META-INF/services/" + CachingRuntime.class.getName()
              + " is missing from the class path: was Lungo's jar repackaged without its service files?");
    }
    this.runtime = runtimes.next();
  }

  @Override
  public CacheManager getCacheManager(
      @Nullable URI uri, @Nullable ClassLoader classLoader, @Nullable Properties properties) {
    URI name = uri == null ? getDefaultURI() : uri;
    ClassLoader loader = classLoader == null ? getDefaultClassLoader() : classLoader;
    Properties own = new Properties();
    if (properties != null) {
      own.putAll(properties);
    }
    synchronized (managers) {
      Map<URI, CacheManager> byName = managers.computeIfAbsent(loader, l -> new HashMap<>());
      CacheManager present = byName.get(name);
      if (present != null && !present.isClosed()) {
        return present;
      }
      CacheManager fresh = runtime.create(this, name, loader, own, this::forget);
      byName.put(name, fresh);
      return fresh;
    }
  }

  @Override
  public CacheManager getCacheManager(@Nullable URI uri, @Nullable ClassLoader classLoader) {
    return getCacheManager(uri, classLoader, null);
  }

  @Override
  public CacheManager getCacheManager() {
    return getCacheManager(null, null, null);
  }

  /** Returns the class loader that loaded Lungo. */
  @Override
  public ClassLoader getDefaultClassLoader() {
    return LungoCachingProvider.class.getClassLoader();
  }

  @Override
  public URI getDefaultURI() {
    return DEFAULT_URI;
  }

  /** Returns an empty set of properties. */
  @Override
  public Properties getDefaultProperties() {
    return new Properties();
  }

  @Override
  public void close() {
    List<CacheManager> all = new ArrayList<>();
    synchronized (managers) {
      managers.values().forEach(byName -> all.addAll(byName.values()));
    }
    all.forEach(CacheManager::close);
  }

  @Override
  public void close(@Nullable ClassLoader classLoader) {
    List<CacheManager> all;
    synchronized (managers) {
      Map<URI, CacheManager> byName =
          managers.get(classLoader == null ? getDefaultClassLoader() : classLoader);
      all = byName == null ? List.of() : List.copyOf(byName.values());
    }
    all.forEach(CacheManager::close);
  }

  @Override
  public void close(@Nullable URI uri, @Nullable ClassLoader classLoader) {
    CacheManager manager;
    synchronized (managers) {
      Map<URI, CacheManager> byName =
          managers.get(classLoader == null ? getDefaultClassLoader() : classLoader);
      manager = byName == null ? null : byName.get(uri == null ? getDefaultURI() : uri);
    }
    if (manager != null) {
      manager.close();
    }
  }

  @Override
  public boolean isSupported(OptionalFeature feature) {
    return feature == OptionalFeature.STORE_BY_REFERENCE;
  }

  private void forget(CacheManager manager) {
    synchronized (managers) {
      Iterator<Map<URI, CacheManager>> each = managers.values().iterator();
      while (each.hasNext()) {
        Map<URI, CacheManager> byName = each.next();
        byName.values().remove(manager);
        if (byName.isEmpty()) {
          each.remove();
        }
      }
    }
  }
}
