// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.Properties;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/** By what a manager is known. Holds the class loader weakly, so that a forgotten manager does not keep it. Thread-safe. */
final class Identity {
  private final CachingProvider provider;
  private final URI uri;
  private final WeakReference<ClassLoader> loader;
  private final Properties properties;

  Identity(CachingProvider provider, URI uri, ClassLoader loader, Properties properties) {
    this.provider = provider;
    this.uri = uri;
    this.loader = new WeakReference<>(loader);
    this.properties = properties;
  }

  CachingProvider provider() {
    return provider;
  }

  URI uri() {
    return uri;
  }

  /** Returns the class loader, or null once it is gone. */
  @Nullable
  ClassLoader loader() {
    return loader.get();
  }

  /** Returns a copy of the properties. */
  Properties properties() {
    Properties copy = new Properties();
    copy.putAll(properties);
    return copy;
  }
}
