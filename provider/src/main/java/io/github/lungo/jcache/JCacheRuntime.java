// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.CachingRuntime;
import io.github.lungo.config.LungoSettings;
import java.net.URI;
import java.util.Properties;
import java.util.function.Consumer;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;

/** Makes managers whose settings come from their URI, the environment and the system properties. Thread-safe. */
public final class JCacheRuntime implements CachingRuntime {

  /** Creates the factory; {@link java.util.ServiceLoader} does so. */
  public JCacheRuntime() {}

  @Override
  public CacheManager create(
      CachingProvider provider,
      URI uri,
      ClassLoader loader,
      Properties properties,
      Consumer<CacheManager> atClose) {
    LungoSettings settings =
        LungoSettings.load(uri, loader, properties, System.getenv(), System.getProperties());
    return new JCacheManager(
        new Identity(provider, uri, loader, properties),
        settings,
        new SharedResources(uri, loader, settings),
        atClose);
  }
}
