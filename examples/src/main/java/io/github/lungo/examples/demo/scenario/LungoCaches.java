// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.scenario;

import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import io.github.lungo.examples.demo.table.CharacterRow;
import java.time.Duration;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/** Lungo's caches, in a manager of their own. Confined to the main thread. */
public final class LungoCaches implements DemoCaches {
  private static final String PROVIDER = "io.github.lungo.LungoCachingProvider";

  private final CacheManager manager = Caching.getCachingProvider(PROVIDER).getCacheManager();

  @Override
  public String providerName() {
    return manager.getCachingProvider().getClass().getName();
  }

  @Override
  public Cache<Integer, CharacterRow> bounded(
      String name, CacheLoader<Integer, CharacterRow> loader, long bound) {
    return create(name, characters(loader).maximumSize(bound));
  }

  @Override
  public Cache<Integer, CharacterRow> readThrough(
      String name, CacheLoader<Integer, CharacterRow> loader) {
    return create(name, characters(loader));
  }

  @Override
  public Cache<Integer, CharacterRow> expiring(
      String name, CacheLoader<Integer, CharacterRow> loader, Duration timeToLive) {
    return create(name, characters(loader).createdExpiry(timeToLive));
  }

  @Override
  public Cache<Integer, CharacterRow> writeThrough(
      String name,
      CacheLoader<Integer, CharacterRow> loader,
      CacheWriter<Integer, CharacterRow> writer) {
    return create(name, characters(loader).writeThrough(() -> writer));
  }

  private static LungoConfigurationBuilder<Integer, CharacterRow> characters(
      CacheLoader<Integer, CharacterRow> loader) {
    return LungoConfiguration.builder(Integer.class, CharacterRow.class).readThrough(() -> loader);
  }

  private Cache<Integer, CharacterRow> create(
      String name, LungoConfigurationBuilder<Integer, CharacterRow> configuration) {
    return manager.createCache(name, configuration.build());
  }

  @Override
  public void close() {
    manager.close();
  }
}
