// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.CacheMode;
import io.github.lungo.LoadAt;
import io.github.lungo.LungoCache;
import io.github.lungo.cluster.jvms.Waiting;
import io.github.lungo.cluster.replication.KeptHere;
import io.github.lungo.jcache.EngineOf;
import io.github.lungo.testing.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That members of shared caches run the loader themselves where that is wanted, each key once in the cluster. */
@Timeout(60)
final class LoadAtCallerIT {
  private static final int MEMBERS = 3;

  private static OwningMembers members(CacheMode mode) {
    OwningMembers members =
        OwningMembers.reading(mode, MEMBERS, builder -> builder.loadAt(LoadAt.CALLER));
    Waiting.until(
        Duration.ofSeconds(20),
        () -> members.caches().stream()
            .map(cache -> KeptHere.by(EngineOf.cache(cache)).topology())
            .allMatch(one -> one != null && one.isSettled() && one.members().size() == MEMBERS),
        () -> "primaries still move");
    return members;
  }

  @ParameterizedTest
  @EnumSource(names = {"PARTITIONED", "REPLICATED"})
  void get_missingKey_isLoadedOnItsThreadForAll(CacheMode mode) throws Exception {
    try (OwningMembers members = members(mode)) {
      Set<Thread> loading = ConcurrentHashMap.newKeySet();
      members.database.afterReading = key -> loading.add(Thread.currentThread());
      for (int i = 0; i < 30; i++) {
        members.database.rows.put("k" + i, (long) i);
        assertThat(members.cache(i % MEMBERS).get("k" + i)).isEqualTo(i);
        assertThat(members.cache((i + 1) % MEMBERS).get("k" + i)).isEqualTo(i);
      }

      assertThat(loading).containsExactly(Thread.currentThread());
      assertThat(members.database.loads).hasValue(30);
      assertThat(LungoCache.of(members.cache(1)).getAsync("none").get(20, TimeUnit.SECONDS))
          .isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PARTITIONED", "REPLICATED"})
  void manyCallersOfManyKeys_oneLoadOfEach(CacheMode mode) throws Exception {
    Set<String> keys = IntStream.range(0, 100).mapToObj(i -> "k" + i).collect(Collectors.toSet());
    try (OwningMembers members = members(mode)) {
      keys.forEach(key -> members.database.rows.put(key, (long) key.hashCode()));
      members.database.afterReading = key -> LockSupport.parkNanos(1_000_000);
      List<Future<Map<String, Long>>> results = new ArrayList<>();
      for (Cache<String, Long> cache : members.caches()) {
        for (int i = 0; i < 4; i++) {
          results.add(Threads.call(() -> cache.getAll(keys)));
        }
      }

      for (Future<Map<String, Long>> result : results) {
        assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(members.database.rows);
      }
      assertThat(members.database.loads).hasValue(100);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PARTITIONED", "REPLICATED"})
  void loadAll_thatReplaces_storesForAll(CacheMode mode) throws Exception {
    Set<String> keys = IntStream.range(0, 20).mapToObj(i -> "k" + i).collect(Collectors.toSet());
    try (OwningMembers members = members(mode)) {
      keys.forEach(key -> members.cache(0).put(key, 1L));
      keys.forEach(key -> members.database.rows.put(key, 2L));
      CompletionListenerFuture loaded = new CompletionListenerFuture();

      members.cache(1).loadAll(keys, true, loaded);
      loaded.get(20, TimeUnit.SECONDS);

      for (Cache<String, Long> cache : members.caches()) {
        assertThat(cache.getAll(keys))
            .hasSize(20)
            .allSatisfy((key, value) -> assertThat(value).isEqualTo(2L));
      }
      assertThat(members.database.loads).hasValue(20);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PARTITIONED", "REPLICATED"})
  void loaderThatFails_failsItsCallers(CacheMode mode) {
    try (OwningMembers members = members(mode)) {
      members.database.afterReading = key -> {
        throw new IllegalStateException("the database is down");
      };

      for (Cache<String, Long> cache : members.caches()) {
        assertThatThrownBy(() -> cache.get("k"))
            .isInstanceOf(CacheLoaderException.class)
            .hasMessageContainingAll("'c'", "the database is down");
        assertThatThrownBy(() -> cache.getAll(Set.of("k", "l")))
            .isInstanceOf(CacheLoaderException.class)
            .hasStackTraceContaining("the database is down");
      }
    }
  }
}
