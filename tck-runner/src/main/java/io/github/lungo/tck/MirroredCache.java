// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;

/** A tested cache, but for its manager and its end, which are those of its mirrored self. Thread-safe. */
record MirroredCache(Cache<?, ?> tested, CacheManager manager, Runnable whenClosed)
    implements InvocationHandler {

  /**
   * Returns the cache as the TCK is to see it.
   *
   * @param whenClosed closes the cache on the other nodes
   */
  static Cache<?, ?> of(Cache<?, ?> tested, CacheManager manager, Runnable whenClosed) {
    return (Cache<?, ?>) Proxy.newProxyInstance(
        MirroredCache.class.getClassLoader(),
        new Class<?>[] {Cache.class},
        new MirroredCache(tested, manager, whenClosed));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("equals")) {
      return arguments != null && proxy == arguments[0];
    }
    if (method.getName().equals("unwrap")
        && arguments != null
        && arguments[0] == proxy.getClass()) {
      return proxy;
    }
    try {
      @Nullable Object result = method.invoke(tested, arguments);
      return switch (method.getName()) {
        case "getCacheManager" -> result == null ? null : manager;
        case "close" -> {
          whenClosed.run();
          yield result;
        }
        default -> result;
      };
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }
}
