// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.function.LongSupplier;
import javax.cache.Cache;
import javax.cache.management.CacheStatisticsMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ClassUnloadingTest {

  @Test
  void close_registeredOnThePlatformServer_letsTheClassesGo() throws Exception {
    WeakReference<ClassLoader> loader = registerAndCloseInOwnLoader();

    for (int attempt = 0; attempt < 50 && loader.get() != null; attempt++) {
      System.gc();
    }

    assertThat(loader.get()).isNull();
  }

  private static WeakReference<ClassLoader> registerAndCloseInOwnLoader() throws Exception {
    URL[] urls = {location(CacheStatistics.class), location(Cache.class)};
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Class<?> registryType = loader.loadClass(JmxRegistry.class.getName());
      Class<?> beanType = loader.loadClass(CacheStatisticsMXBean.class.getName());
      Class<?> statisticsType = loader.loadClass(CacheStatistics.class.getName());
      Object registry = registryType
          .getMethod("onPlatformServer", URI.class)
          .invoke(null, URI.create("urn:unloading"));
      LongSupplier clock = System::nanoTime;
      Object statistics = statisticsType.getConstructor(LongSupplier.class).newInstance(clock);
      Object bean = statisticsType.getMethod("bean").invoke(statistics);

      registryType
          .getMethod("registerStatistics", String.class, beanType)
          .invoke(registry, "orders", bean);
      registryType.getMethod("close").invoke(registry);

      return new WeakReference<>(loader);
    }
  }

  private static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
