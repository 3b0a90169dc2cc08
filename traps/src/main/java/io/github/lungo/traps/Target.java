// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;

/**
 * A writer that keeps what it is given, one by one or in bulk, and refuses some keys: in bulk it does the others first, takes
 * them out of the collection as the contract says, and then throws. Thread-safe.
 */
final class Target implements CacheWriter<String, String> {
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, String> content = new ConcurrentHashMap<>();
  private volatile Predicate<Object> refused = key -> false;

  /** Sets the keys that are refused from now on. */
  Target refuse(Predicate<Object> keys) {
    refused = keys;
    return this;
  }

  /** Returns the changes so far, such as {@code write k=v} and {@code delete k}. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  void forget() {
    calls.clear();
  }

  /** Returns what is stored. */
  Map<String, String> content() {
    return Map.copyOf(content);
  }

  @Override
  public void write(Cache.Entry<? extends String, ? extends String> entry) {
    calls.add("write " + entry.getKey() + "=" + entry.getValue());
    check(entry.getKey());
    content.put(entry.getKey(), entry.getValue());
  }

  @Override
  public void delete(Object key) {
    calls.add("delete " + key);
    check(key);
    content.remove(key);
  }

  @Override
  public void writeAll(Collection<Cache.Entry<? extends String, ? extends String>> entries) {
    List<Object> left = new ArrayList<>();
    Iterator<Cache.Entry<? extends String, ? extends String>> rest = entries.iterator();
    while (rest.hasNext()) {
      Cache.Entry<? extends String, ? extends String> entry = rest.next();
      if (refused.test(entry.getKey())) {
        left.add(entry.getKey());
      } else {
        write(entry);
        rest.remove();
      }
    }
    left.forEach(this::check);
  }

  @Override
  public void deleteAll(Collection<?> keys) {
    List<Object> left = new ArrayList<>();
    Iterator<?> rest = keys.iterator();
    while (rest.hasNext()) {
      Object key = rest.next();
      if (refused.test(key)) {
        left.add(key);
      } else {
        delete(key);
        rest.remove();
      }
    }
    left.forEach(this::check);
  }

  private void check(Object key) {
    if (refused.test(key)) {
      throw new IllegalStateException("the target refuses " + key);
    }
  }
}
