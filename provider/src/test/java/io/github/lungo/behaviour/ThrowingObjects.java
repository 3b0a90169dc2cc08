// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/** User objects that do as a test tells them. */
final class ThrowingObjects {

  private ThrowingObjects() {}

  @SuppressWarnings("TypeParameterUnusedInFormals")
  static <T> T raise(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  /** Loads what a function answers. */
  record MapLoader(Function<Object, Object> function) implements CacheLoader<Object, Object> {
    @Override
    public Object load(Object key) {
      return function.apply(key);
    }

    @Override
    public Map<Object, Object> loadAll(Iterable<?> keys) {
      Map<Object, Object> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }

  /** Fails whatever it is asked to write. */
  record FailingWriter(Throwable failure) implements CacheWriter<Object, Object> {
    @Override
    public void write(Cache.Entry<?, ?> entry) {
      raise(failure);
    }

    @Override
    public void writeAll(Collection<Cache.Entry<?, ?>> entries) {
      raise(failure);
    }

    @Override
    public void delete(Object key) {
      raise(failure);
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      raise(failure);
    }
  }

  /** Fails whatever it is asked. */
  record FailingPolicy(Throwable failure) implements ExpiryPolicy {
    @Override
    public Duration getExpiryForCreation() {
      return raise(failure);
    }

    @Override
    public Duration getExpiryForAccess() {
      return raise(failure);
    }

    @Override
    public Duration getExpiryForUpdate() {
      return raise(failure);
    }
  }

  /** Takes everything. */
  record SilentWriter() implements CacheWriter<Object, Object> {
    @Override
    public void write(Cache.Entry<?, ?> entry) {}

    @Override
    public void writeAll(Collection<Cache.Entry<?, ?>> entries) {}

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(Collection<?> keys) {}
  }

  /** Calls back on every write. */
  record CallingWriter(Runnable call) implements CacheWriter<Object, Object> {
    @Override
    public void write(Cache.Entry<?, ?> entry) {
      call.run();
    }

    @Override
    public void writeAll(Collection<Cache.Entry<?, ?>> entries) {
      call.run();
    }

    @Override
    public void delete(Object key) {
      call.run();
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      call.run();
    }
  }
}
