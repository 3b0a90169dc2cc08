// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCachingProvider;
import io.github.lungo.behaviour.guest.GuestApplication;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.cache.CacheManager;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** An application that closes its manager can be unloaded, by a provider that outlives it. */
final class ClassLoaderReleaseTest {
  private static final int LIVES = 30;
  private static final URI NAME = URI.create("lungo:guest");

  private final LungoCachingProvider provider = new LungoCachingProvider();

  /** Loads the classes of the application itself, and asks its parent for all others. */
  private static final class Guests extends URLClassLoader {
    Guests() {
      super(
          new URL[] {
            GuestApplication.class.getProtectionDomain().getCodeSource().getLocation()
          },
          ClassLoaderReleaseTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(GuestApplication.class.getPackageName())) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }

  @Test
  void closedManagers_ofThirtyClassLoaders_areCollected() throws Exception {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    List<WeakReference<CacheManager>> managers = new ArrayList<>();
    for (int i = 0; i < LIVES; i++) {
      live(loaders, managers, i % 2 == 0);
    }

    ApplicationServer.useRecord();
    Await.collected(loaders, 0);
    Await.collected(managers, 0);
    assertThat(
            Beans.SERVER.queryNames(new ObjectName("javax.cache:*,CacheManager=lungo.guest"), null))
        .isEmpty();
    provider.close();
  }

  private void live(
      List<WeakReference<ClassLoader>> loaders,
      List<WeakReference<CacheManager>> managers,
      boolean byProvider)
      throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (Guests guests = new Guests()) {
      thread.setContextClassLoader(guests);
      loaders.add(new WeakReference<>(guests));
      CacheManager manager = provider.getCacheManager(NAME, guests);
      managers.add(new WeakReference<>(manager));
      application(guests).accept(manager);
      if (byProvider) {
        provider.close(guests);
      } else {
        manager.close();
      }
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @SuppressWarnings("unchecked") // it is an application for managers
  private static Consumer<CacheManager> application(ClassLoader loader) throws Exception {
    return (Consumer<CacheManager>) loader
        .loadClass(GuestApplication.class.getName())
        .getDeclaredConstructor()
        .newInstance();
  }
}
