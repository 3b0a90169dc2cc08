// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/** User objects that stop at a gate when they work on the held keys, and are quick on all others. */
final class HeldObjects {
  /** The name of the thread that makes the held call. */
  static final String HELD_THREAD = "held";

  static final int HASH = 0x5A5A_1234;
  static final Key HELD = new Key(-1, HASH);
  static final Key ALSO_HELD = new Key(-2, HASH + 1);
  /** Held too, and in the cache from the start. */
  static final Key PRESENT = new Key(-3, HASH);

  private HeldObjects() {}

  static void hold(Gate gate, Key key) {
    if (key.id() < 0 && !key.equals(PRESENT)) {
      gate.pass();
    }
  }

  record Loader(Gate gate) implements CacheLoader<Key, String> {
    @Override
    public String load(Key key) {
      hold(gate, key);
      return "loaded";
    }

    @Override
    public Map<Key, String> loadAll(Iterable<? extends Key> keys) {
      Map<Key, String> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }

  record Writer(Gate gate) implements CacheWriter<Key, String> {
    @Override
    public void write(Cache.Entry<? extends Key, ? extends String> entry) {
      hold(gate, entry.getKey());
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends Key, ? extends String>> entries) {
      Iterator<Cache.Entry<? extends Key, ? extends String>> each = entries.iterator();
      while (each.hasNext()) {
        write(each.next());
        each.remove();
      }
    }

    @Override
    public void delete(Object key) {
      hold(gate, (Key) key);
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      keys.forEach(this::delete);
    }
  }

  /** Knows no key, so it holds the one thread. */
  record Policy(Gate gate) implements ExpiryPolicy {
    private static final Duration LONG = new Duration(TimeUnit.HOURS, 1);

    private Duration answer() {
      if (Thread.currentThread().getName().equals(HELD_THREAD)) {
        gate.pass();
      }
      return LONG;
    }

    @Override
    public Duration getExpiryForCreation() {
      return answer();
    }

    @Override
    public Duration getExpiryForAccess() {
      return answer();
    }

    @Override
    public Duration getExpiryForUpdate() {
      return answer();
    }
  }
}
