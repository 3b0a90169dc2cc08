// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is remembered of the classes of keys keeps neither their class loader nor the provider's. */
final class StableHashLoaderTest {

  /** Loads the classes of this package, whose names begin so, itself, and asks its parent for all others. */
  private static final class Own extends URLClassLoader {
    private final String prefix;

    Own(Class<?> like) {
      super(
          new URL[] {like.getProtectionDomain().getCodeSource().getLocation()},
          StableHashLoaderTest.class.getClassLoader());
      prefix = like.getPackageName();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(prefix)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findOrAsk(name, resolve) : loaded;
      }
    }

    private Class<?> findOrAsk(String name, boolean resolve) throws ClassNotFoundException {
      try {
        return findClass(name);
      } catch (ClassNotFoundException e) {
        return super.loadClass(name, resolve);
      }
    }
  }

  @Test
  void of_providerOfAnApplication_isCollected() throws Exception {
    assertThat(isCollected(hashAllWithAnotherProvider())).isTrue();
  }

  @Test
  void of_keysOfAnApplication_areCollected() throws Exception {
    assertThat(isCollected(hashKeysOfAnotherLoader())).isTrue();
  }

  private static WeakReference<ClassLoader> hashAllWithAnotherProvider() throws Exception {
    Own loader = new Own(StableHash.class);
    Class<?> type = loader.loadClass(StableHash.class.getName());
    assertThat(type.getClassLoader()).isSameAs(loader);
    Object hash = type.getConstructor(String.class).newInstance("orders");
    for (Object key : SampleKeys.all().values()) {
      assertThat(type.getMethod("of", Object.class).invoke(hash, key)).isNotNull();
    }
    return new WeakReference<>(loader);
  }

  private static WeakReference<ClassLoader> hashKeysOfAnotherLoader() throws Exception {
    Own loader = new Own(SampleKeys.class);
    Class<?> type = loader.loadClass(SampleKeys.class.getName());
    assertThat(type.getClassLoader()).isSameAs(loader);
    var all = type.getDeclaredMethod("all");
    all.setAccessible(true);
    Collection<?> keys = ((Map<?, ?>) all.invoke(null)).values();
    StableHash hash = new StableHash("orders");
    keys.forEach(hash::of);
    return new WeakReference<>(loader);
  }

  private static boolean isCollected(WeakReference<?> reference) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (reference.get() != null && System.nanoTime() < deadline) {
      System.gc();
    }
    return reference.get() == null;
  }
}
