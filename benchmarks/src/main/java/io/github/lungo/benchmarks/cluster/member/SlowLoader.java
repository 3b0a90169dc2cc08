// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.member;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.cache.integration.CacheLoader;

/** Takes a while for each key, and counts in this JVM how often it was asked for it. Thread-safe. */
public final class SlowLoader implements CacheLoader<String, String>, Serializable {
  /** How long it takes. */
  public static final long MILLIS = 100;

  private static final long serialVersionUID = 1;
  private static final Map<String, Integer> LOADS = new ConcurrentHashMap<>();

  /** Returns how many times a key was loaded. */
  static int loads(String key) {
    return LOADS.getOrDefault(key, 0);
  }

  @Override
  public String load(String key) {
    LOADS.merge(key, 1, Integer::sum);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return Entries.value(0);
  }

  @Override
  public Map<String, String> loadAll(Iterable<? extends String> keys) {
    var loaded = new LinkedHashMap<String, String>();
    keys.forEach(key -> loaded.put(key, load(key)));
    return loaded;
  }
}
