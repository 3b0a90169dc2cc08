// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.trial;

import io.github.lungo.benchmarks.provider.Provider;
import io.github.lungo.benchmarks.row.Customer;
import io.github.lungo.benchmarks.row.Feature;
import io.github.lungo.benchmarks.row.JCacheCalls;
import io.github.lungo.benchmarks.row.KeyStream;
import io.github.lungo.benchmarks.row.Row;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.cache.Cache;
import javax.cache.expiry.Duration;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Whether a provider really does what the row says: each feature is shown on a cache of its own, configured like the one
 * that is measured but for the values' type and time. The listener and the
 * loader are checked by what the measured calls themselves do.
 */
final class RowChecks {
  private static final Duration LONG = new Duration(TimeUnit.HOURS, 1);
  private static final Duration SHORT = new Duration(TimeUnit.MILLISECONDS, 400);
  private static final int READS = 50;

  private final Row row;
  private final Provider provider;

  RowChecks(Row row, Provider provider) {
    this.row = row;
    this.provider = provider;
  }

  /** Runs the checks; what fails throws an {@link IllegalStateException} that says how. */
  void run() throws JMException {
    if (row.has(Feature.BY_VALUE)) {
      checkCopies();
    } else {
      noteCopies();
    }
    if (row.has(Feature.BOUNDED)) {
      checkBound();
    }
    if (row.has(Feature.STATISTICS)) {
      checkStatistics();
    }
    if (row.has(Feature.CREATED_EXPIRY)) {
      checkExpiry(false);
    }
    if (row.has(Feature.ACCESSED_EXPIRY)) {
      checkExpiry(true);
    }
  }

  private void checkCopies() {
    Cache<Integer, Object> cache =
        provider.create("copies", JCacheCalls.configuration(row, Customer.class, LONG), bound());
    var given = new Customer(1);
    cache.put(1, given);
    given.rename("changed after put");
    var got = (Customer) cache.get(1);
    require(new Customer(1).equals(got), "by value, but it keeps the object that was put");
    got.rename("changed after get");
    require(new Customer(1).equals(cache.get(1)), "by value, but it hands out the object it keeps");
    cache.getCacheManager().destroyCache("copies");
  }

  /** A provider may store by value although told otherwise: no failure, but the page says so. */
  private void noteCopies() {
    Cache<Integer, Object> cache = provider.create(
        "references", JCacheCalls.configuration(row, Customer.class, LONG), bound());
    var given = new Customer(1);
    cache.put(1, given);
    Object got = cache.get(1);
    if (got != given) { // the very object is meant
      Answer.give("note", "stores by value although told to keep references");
    }
    cache.getCacheManager().destroyCache("references");
  }

  private void checkBound() {
    Cache<Integer, Object> cache =
        provider.create("bound", JCacheCalls.configuration(row, String.class, LONG), bound());
    for (int i = 0; i < 3 * KeyStream.BOUND; i++) {
      cache.put(i, "value");
    }
    boolean holds = await(() -> size(cache) <= KeyStream.BOUND * 11 / 10);
    int size = size(cache);
    require(holds, "bounded to " + KeyStream.BOUND + ", but it holds " + size);
    require(
        size >= KeyStream.BOUND / 2, "bounded to " + KeyStream.BOUND + ", but keeps only " + size);
    cache.getCacheManager().destroyCache("bound");
  }

  private void checkStatistics() throws JMException {
    Cache<Integer, Object> cache =
        provider.create("counted", JCacheCalls.configuration(row, String.class, LONG), bound());
    cache.put(1, "value");
    for (int i = 0; i < READS; i++) {
      cache.get(1);
    }
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    long hits = 0;
    for (ObjectName name : server.queryNames(
        new ObjectName("javax.cache:type=CacheStatistics,Cache=counted,*"), null)) {
      hits += (Long) server.getAttribute(name, "CacheHits");
    }
    require(hits == READS, READS + " hits, but the statistics count " + hits);
    cache.getCacheManager().destroyCache("counted");
  }

  private void checkExpiry(boolean isPutOffByReads) {
    Cache<Integer, Object> cache =
        provider.create("expiring", JCacheCalls.configuration(row, String.class, SHORT), bound());
    cache.put(1, "value");
    cache.put(2, "value");
    require(
        cache.get(1) != null, "an entry that lives " + SHORT.getDurationAmount() + " ms is gone");
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2 * SHORT.getDurationAmount());
    boolean wasThere = true;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      wasThere = cache.get(1) != null;
    }
    require(
        wasThere == isPutOffByReads,
        isPutOffByReads ? "reads do not put the expiry off" : "reads put the expiry off");
    require(cache.get(2) == null, "an entry is there after its time");
    cache.getCacheManager().destroyCache("expiring");
  }

  private OptionalLong bound() {
    return row.has(Feature.BOUNDED) ? OptionalLong.of(KeyStream.BOUND) : OptionalLong.empty();
  }

  private static int size(Cache<?, ?> cache) {
    int size = 0;
    for (var entry : cache) {
      Objects.requireNonNull(entry);
      size++;
    }
    return size;
  }

  /** Waits up to five seconds, as some providers evict in the background. */
  private static boolean await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return true;
  }

  private static void require(boolean claim, String failure) {
    if (!claim) {
      throw new IllegalStateException(failure);
    }
  }
}
