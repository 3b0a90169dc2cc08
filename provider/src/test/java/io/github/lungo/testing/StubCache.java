// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.testing;

import java.lang.reflect.Proxy;
import javax.cache.Cache;

/** A cache that is nothing but the source of events. */
public final class StubCache {

  private StubCache() {}

  /** Returns a cache that has a name. */
  @SuppressWarnings("unchecked")
  public static <K, V> Cache<K, V> named(String name) {
    return (Cache<K, V>) Proxy.newProxyInstance(
        StubCache.class.getClassLoader(), new Class<?>[] {Cache.class}, (proxy, method, args) -> {
          if (method.getName().equals("getName") || method.getName().equals("toString")) {
            return name;
          }
          throw new UnsupportedOperationException(method.getName());
        });
  }
}
