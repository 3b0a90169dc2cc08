// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.ref.WeakReference;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 29, title = "nothing keeps the class loader of a closed manager")
final class ClassLoaderTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  /** What a manager did before it was closed. */
  private interface Life {
    void live(CacheManager manager) throws Exception;
  }

  /** The JDK's own timer thread never ends, and keeps the class loaders on the stack of whoever starts it. */
  @BeforeAll
  static void startTimerOfTheJdk() {
    CompletableFuture.delayedExecutor(0, TimeUnit.NANOSECONDS, Runnable::run).execute(() -> {});
  }

  @Test
  void unusedManager_releasesItsLoader() throws Exception {
    expectReleased(manager -> {}, false);
  }

  @Test
  void managerWithACache_releasesItsLoader() throws Exception {
    expectReleased(ClassLoaderTrap::use, false);
  }

  @Test
  void managerClosedByItsProvider_releasesItsLoader() throws Exception {
    expectReleased(ClassLoaderTrap::use, true);
  }

  @Test
  void managerThatLoaded_releasesItsLoader() throws Exception {
    expectReleased(
        manager -> {
          Cache<String, String> cache = manager.createCache(
              Caches.freshName(),
              Caches.strings().setCacheLoaderFactory(Shared.of(Source.ofAll())));
          LoadAllTrap.loadAll(cache, true);
        },
        false);
  }

  private static void use(CacheManager manager) {
    Cache<String, String> cache = manager.createCache(
        Caches.freshName(), Caches.strings().setStatisticsEnabled(true).setManagementEnabled(true));
    cache.put("k", "v");
    assertEquals("v", cache.get("k"));
  }

  private static void expectReleased(Life life, boolean byProvider) throws Exception {
    WeakReference<ClassLoader> loader = after(life, byProvider);
    Await.until("the class loader is collected", () -> {
      System.gc();
      return loader.get() == null;
    });
  }

  private static WeakReference<ClassLoader> after(Life life, boolean byProvider) throws Exception {
    ClassLoader loader = Caches.freshLoader();
    CacheManager manager = Caches.provider()
        .getCacheManager(Caches.provider().getDefaultURI(), loader, new Properties());
    life.live(manager);
    if (byProvider) {
      Caches.provider().close(loader);
    } else {
      manager.close();
    }
    return new WeakReference<>(loader);
  }
}
