// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A manager holds many small caches: each takes little memory, and none takes a thread. */
final class ManyCachesIT {
  private static final List<CacheKind> MIX = List.of(
      CacheKind.PLAIN,
      CacheKind.WITH_STATISTICS,
      CacheKind.WITH_SYNCHRONOUS_LISTENER,
      CacheKind.BOUNDED_BY_SIZE,
      CacheKind.EXPIRING);
  private static final long FOOTPRINT_LIMIT = 8 * 1_024;

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void tenThousandCaches_eachUsedOnce_areSmallAndHaveNoThreads() {
    useOnce(create("warm-", 100, ManyCachesIT::mixed));
    Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();
    long heapBefore = Heap.used();

    long start = System.nanoTime();
    List<Cache<Integer, String>> caches = create("cache-", 10_000, ManyCachesIT::mixed);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    useOnce(caches);
    long footprint = (Heap.used() - heapBefore) / caches.size();
    Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
    started.removeAll(threadsBefore);

    print("10,000 caches: " + time.toMillis() + " ms to create, " + footprint + " bytes each");
    assertThat(time).isLessThan(Duration.ofSeconds(10));
    assertThat(footprint).isPositive().isLessThanOrEqualTo(FOOTPRINT_LIMIT);
    assertThat(started).isEmpty();
    assertThat(caches).allSatisfy(cache -> assertThat(cache.get(1)).isEqualTo(cache.getName()));
  }

  @ParameterizedTest
  @EnumSource
  void cache_usedOnce_isSmall(CacheKind kind) {
    useOnce(create("warm-", 100, i -> kind));
    long heapBefore = Heap.used();

    List<Cache<Integer, String>> caches = create("cache-", 1_000, i -> kind);
    long empty = (Heap.used() - heapBefore) / caches.size();
    useOnce(caches);
    long footprint = (Heap.used() - heapBefore) / caches.size();

    print(kind + ": " + empty + " bytes for an empty cache, " + footprint + " for one used once");
    assertThat(footprint).isPositive().isLessThanOrEqualTo(kind.footprintLimit());
    assertThat(caches).noneMatch(Cache::isClosed);
  }

  @Test
  void closedManager_ofTenThousandCaches_letsAllGo() {
    List<Cache<Integer, String>> caches = create("cache-", 10_000, ManyCachesIT::mixed);
    useOnce(caches);
    List<WeakReference<Object>> released = new ArrayList<>();
    caches.forEach(cache -> released.add(new WeakReference<>(cache)));
    caches.clear();

    fixture.manager.close();

    Await.collected(released, 0);
    assertThat(fixture.manager.isClosed()).isTrue();
  }

  @Test
  void closedManager_ofManagedCaches_leavesNoBeans() {
    create("statistics-", 200, i -> CacheKind.WITH_STATISTICS);
    create("management-", 200, i -> CacheKind.WITH_MANAGEMENT);
    assertThat(Beans.of(fixture.manager)).hasSize(400);

    fixture.manager.destroyCache("statistics-1");
    fixture.manager.getCache("management-1").close();
    assertThat(Beans.of(fixture.manager)).hasSize(398);
    fixture.manager.close();

    assertThat(Beans.of(fixture.manager)).isEmpty();
  }

  private static void print(String line) {
    System.getLogger(ManyCachesIT.class.getName()).log(System.Logger.Level.INFO, line);
  }

  private static CacheKind mixed(int number) {
    return MIX.get(number % MIX.size());
  }

  private List<Cache<Integer, String>> create(
      String prefix, int count, IntFunction<CacheKind> kinds) {
    List<Cache<Integer, String>> caches = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      caches.add(fixture.manager.createCache(prefix + i, kinds.apply(i).configuration()));
    }
    return caches;
  }

  private static void useOnce(List<Cache<Integer, String>> caches) {
    for (Cache<Integer, String> cache : caches) {
      cache.put(1, cache.getName());
      assertThat(cache.get(1)).isEqualTo(cache.getName());
    }
  }
}
