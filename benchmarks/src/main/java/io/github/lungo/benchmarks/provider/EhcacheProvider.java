// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;

/** Ehcache on the heap; a bound is said by the default template of a file, hence by a manager of its own. */
final class EhcacheProvider implements Provider {
  private final CachingProvider provider =
      Caching.getCachingProvider("org.ehcache.jsr107.EhcacheCachingProvider");

  @Override
  public CacheManager manager() {
    return provider.getCacheManager();
  }

  @Override
  public <K, V> Cache<K, V> create(
      String name, MutableConfiguration<K, V> configuration, OptionalLong bound) {
    CacheManager manager = bound.isEmpty() ? manager() : bounded(bound.getAsLong());
    return manager.createCache(name, configuration);
  }

  private CacheManager bounded(long entries) {
    try {
      Path file = Files.createTempFile("ehcache", ".xml");
      Files.writeString(file, """
          <config xmlns="http://www.ehcache.org/v3" xmlns:jsr107="http://www.ehcache.org/v3/jsr107">
            <service>
              <jsr107:defaults default-template="bounded" />
            </service>
            <cache-template name="bounded">
              <heap unit="entries">%d</heap>
            </cache-template>
          </config>
          """.replace("%d", Long.toString(entries)));
      file.toFile().deleteOnExit();
      return provider.getCacheManager(file.toUri(), getClass().getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
