// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * The provider that the TCK finds where it runs on several nodes: the tested one, of which each manager is a node of a cluster
 * of its own, with {@linkplain OtherNodes other nodes} that have the same caches. Thread-safe.
 */
public final class MirroringProvider implements CachingProvider {
  private final TckSettings settings = TckSettings.fromSystemProperties();
  private final CachingProvider tested = tested();
  private final CachingProvider others = tested();
  private final Rebalancing rebalancing =
      Rebalancing.heard(settings.nodes(), Duration.ofSeconds(20));
  private final Map<CacheManager, MirroringManager> managers = new HashMap<>();
  private int clusters;

  /** Creates a provider; {@link javax.cache.Caching} does so. */
  public MirroringProvider() {}

  /** Returns a new instance of the provider that would be found without this class. */
  private static CachingProvider tested() {
    return ServiceLoader.load(CachingProvider.class, MirroringProvider.class.getClassLoader())
        .iterator()
        .next();
  }

  @Override
  public synchronized CacheManager getCacheManager(
      @Nullable URI uri, @Nullable ClassLoader classLoader, @Nullable Properties properties) {
    String cluster = ForkCluster.name() + "-" + Integer.toHexString(hashCode()) + "-" + ++clusters;
    Properties given = new Properties();
    if (properties != null) {
      given.putAll(properties);
    }
    Properties inCluster = new Properties();
    inCluster.putAll(given);
    inCluster.setProperty("lungo.cluster.name", cluster);
    CacheManager manager = tested.getCacheManager(uri, classLoader, inCluster);
    // A manager that was there keeps its cluster.
    return managers.computeIfAbsent(
        manager,
        fresh -> new MirroringManager(
            this,
            fresh,
            given,
            OtherNodes.of(
                others, rebalancing, settings.nodes(), cluster, manager.getClassLoader())));
  }

  @Override
  public CacheManager getCacheManager(@Nullable URI uri, @Nullable ClassLoader classLoader) {
    return getCacheManager(uri, classLoader, null);
  }

  @Override
  public CacheManager getCacheManager() {
    return getCacheManager(null, null, null);
  }

  @Override
  public ClassLoader getDefaultClassLoader() {
    return tested.getDefaultClassLoader();
  }

  @Override
  public URI getDefaultURI() {
    return tested.getDefaultURI();
  }

  @Override
  public Properties getDefaultProperties() {
    return tested.getDefaultProperties();
  }

  @Override
  public void close() {
    tested.close();
    closeOtherNodes();
  }

  @Override
  public void close(@Nullable ClassLoader classLoader) {
    tested.close(classLoader);
    closeOtherNodes();
  }

  @Override
  public void close(@Nullable URI uri, @Nullable ClassLoader classLoader) {
    tested.close(uri, classLoader);
    closeOtherNodes();
  }

  /** Closes the other nodes of managers that are closed. */
  void closeOtherNodes() {
    List<MirroringManager> closed = new ArrayList<>();
    synchronized (this) {
      managers.values().stream().filter(CacheManager::isClosed).forEach(closed::add);
      managers.values().removeAll(closed);
    }
    closed.forEach(MirroringManager::closeOtherNodes);
  }

  @Override
  public boolean isSupported(OptionalFeature feature) {
    return tested.isSupported(feature);
  }
}
