// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.cache.Cache;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What the statistics of a cache count, as its bean says. */
record Counts(long hits, long misses, long puts, long removals) {
  static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  static Counts none() {
    return new Counts(0, 0, 0, 0);
  }

  static Counts hits(long hits) {
    return none().andHits(hits);
  }

  static Counts misses(long misses) {
    return new Counts(0, misses, 0, 0);
  }

  Counts andHits(long more) {
    return new Counts(hits + more, misses, puts, removals);
  }

  Counts andPuts(long more) {
    return new Counts(hits, misses, puts + more, removals);
  }

  Counts andRemovals(long more) {
    return new Counts(hits, misses, puts, removals + more);
  }

  static Counts of(Cache<?, ?> cache) {
    return new Counts(
        number(cache, "CacheHits"),
        number(cache, "CacheMisses"),
        number(cache, "CachePuts"),
        number(cache, "CacheRemovals"));
  }

  /** Fails unless the cache counts just this within five seconds, as some providers count late. */
  void expectIn(Cache<?, ?> cache) {
    if (!Await.cameTrue(() -> equals(of(cache)))) {
      throw new AssertionError("expected " + this + " but counted " + of(cache));
    }
  }

  static long number(Cache<?, ?> cache, String attribute) {
    return ((Number) attribute(cache, attribute)).longValue();
  }

  static Object attribute(Cache<?, ?> cache, String attribute) {
    try {
      return SERVER.getAttribute(bean(cache), attribute);
    } catch (JMException e) {
      throw new AssertionError(attribute + " cannot be read", e);
    }
  }

  /** Returns the bean with the statistics of a cache that has an ordinary name. */
  static ObjectName bean(Cache<?, ?> cache) {
    try {
      Set<ObjectName> names = SERVER.queryNames(
          new ObjectName("javax.cache:type=CacheStatistics,Cache=" + cache.getName() + ",*"), null);
      if (names.size() != 1) {
        throw new AssertionError(
            "expected one bean with the statistics of " + cache.getName() + ": " + names);
      }
      return names.iterator().next();
    } catch (JMException e) {
      throw new AssertionError("an ordinary cache has no ordinary name", e);
    }
  }
}
