// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import java.net.URI;
import java.util.Properties;
import java.util.function.Consumer;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;

/**
 * What runs the managers of {@link LungoCachingProvider}. There is one implementation, in this jar, which the provider finds as
 * a service, so that what users import depends on nothing else. Not for use by applications.
 */
public interface CachingRuntime {

  /**
   * Returns a new manager.
   *
   * @param provider what the manager names as its provider
   * @param uri its name, which may lead to a configuration file
   * @param loader loads the classes of the application
   * @param properties its properties, which the manager keeps
   * @param atClose is told when the manager is closed
   * @throws javax.cache.CacheException if the configuration is wrong
   */
  CacheManager create(
      CachingProvider provider,
      URI uri,
      ClassLoader loader,
      Properties properties,
      Consumer<CacheManager> atClose);
}
