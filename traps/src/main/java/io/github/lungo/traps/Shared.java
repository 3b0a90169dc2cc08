// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.configuration.Factory;

/**
 * A factory of one object, which stays that object where a provider serialises its configuration: hence the static map,
 * which lives as long as the test JVM.
 */
record Shared<T>(int id) implements Factory<T> {
  private static final Map<Integer, Object> OBJECTS = new ConcurrentHashMap<>();
  private static final AtomicInteger LAST = new AtomicInteger();

  static <T> Shared<T> of(T object) {
    int id = LAST.incrementAndGet();
    OBJECTS.put(id, object);
    return new Shared<>(id);
  }

  @Override
  @SuppressWarnings("unchecked") // of() put it there
  public T create() {
    return (T) OBJECTS.get(id);
  }
}
