// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.message.Printed;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import javax.cache.CacheException;
import javax.cache.configuration.Factory;
import org.jspecify.annotations.Nullable;

/** The objects that a cache's configuration made for it, to be closed with it, each once. Thread-safe. */
final class UserObjects {
  private static final System.Logger log = System.getLogger(UserObjects.class.getName());

  private final String cacheName;
  private final List<Object> objects = new ArrayList<>();

  UserObjects(String cacheName) {
    this.cacheName = cacheName;
  }

  /**
   * Returns what a factory makes.
   *
   * @throws CacheException if the factory fails, or makes nothing or something else; what it throws as a
   *     {@link CacheException} comes out as is
   */
  <T> T create(String what, Class<? super T> type, Factory<? extends T> factory) {
    @Nullable Object made;
    try {
      made = factory.create();
    } catch (CacheException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new CacheException(
          "cache '" + cacheName + "': the factory of its " + what + " failed: "
              + Printed.text(failure),
          failure);
    }
    if (made == null) {
      throw new CacheException("cache '" + cacheName + "': the factory of its " + what
          + " returned null: " + factory.getClass().getName());
    }
    keep(made);
    if (!type.isInstance(made)) {
      close(made);
      throw new CacheException("cache '" + cacheName + "': the factory of its " + what + " made a "
          + made.getClass().getName() + ", not a " + type.getName());
    }
    @SuppressWarnings("unchecked") // as far as can be checked
    T typed = (T) made;
    return typed;
  }

  private synchronized void keep(Object made) {
    if (objects.stream().noneMatch(known -> known == made)) {
      objects.add(made);
    }
  }

  /** Closes all that was made; failures are logged. Does so once. */
  void close() {
    List<Object> all;
    synchronized (this) {
      all = List.copyOf(objects);
      objects.clear();
    }
    all.forEach(this::closeOne);
  }

  /** Closes single objects before the rest; null stands for one that was not made. */
  void close(@Nullable Object... some) {
    for (Object object : some) {
      boolean isKnown;
      synchronized (this) {
        isKnown = objects.removeIf(known -> known == object);
      }
      if (isKnown && object != null) {
        closeOne(object);
      }
    }
  }

  @SuppressWarnings(
      "CatchingUnchecked") // nothing that a user's close throws may keep the rest from being closed
  private void closeOne(Object object) {
    if (!(object instanceof Closeable closeable)) {
      return;
    }
    try {
      closeable.close();
    } catch (Throwable failure) {
      log.log(
          System.Logger.Level.WARNING,
          "cache '" + cacheName + "': closing " + closeable.getClass().getName() + " failed",
          failure);
    }
  }
}
