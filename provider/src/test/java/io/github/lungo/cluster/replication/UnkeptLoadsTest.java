// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.LoadAt;
import io.github.lungo.operation.CacheEngine;
import io.github.lungo.operation.KeyLoader;
import io.github.lungo.operation.UnansweredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.integration.CacheLoaderException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a member does whose callers cannot reach the primary of a key that is to be loaded. */
final class UnkeptLoadsTest {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final AtomicInteger runs = new AtomicInteger();
  private final KeyLoader<String, Long> loader = key -> {
    runs.incrementAndGet();
    return 7L;
  };

  private ThreadedOwners start(LoadAt at) {
    return new ThreadedOwners(PATIENCE, at, new SingleLoader(key -> loader.load(key)));
  }

  private Map<String, Long> loadAll(Set<String> keys) {
    Map<String, Long> values = new HashMap<>();
    keys.forEach(key -> values.put(key, loader.load(key)));
    return values;
  }

  @ParameterizedTest
  @EnumSource(LoadAt.class)
  void primarySilent_callerLoads_andNobodyStoresIt(LoadAt at) throws Exception {
    try (ThreadedOwners owners = start(at)) {
      CacheEngine<String, Long> caller = owners.engines.get(0);
      String key = owners.keysOf(1, 1).get(0);
      owners.network.deafen(owners.nodes.get(1));

      assertThat(caller.load(key, loader)).isEqualTo(7L);
      assertThat(caller.loadWith(key, loader)).isEqualTo(7L);
      assertThat(caller.loadUnanswered(key, loader)).isEqualTo(7L);
      assertThat(caller.loadAsync(key, loader).get(10, TimeUnit.SECONDS)).isEqualTo(7L);
      assertThatThrownBy(() -> caller.read(key))
          .isInstanceOf(UnansweredException.class)
          .hasMessageContainingAll("'c'", key, "PT0.3S", "n2");
      assertThat(runs).hasValue(4);

      owners.network.undeafen(owners.nodes.get(1));
      assertThat(caller.read(key)).isNull();
      assertThat(caller.load(key, loader)).isEqualTo(7L);
      assertThat(runs).hasValue(5);
      assertThat(caller.read(key)).isEqualTo(7L);
    }
  }

  @ParameterizedTest
  @EnumSource(LoadAt.class)
  void onePrimarySilent_manyKeys_restAreStored(LoadAt at) {
    try (ThreadedOwners owners = start(at)) {
      CacheEngine<String, Long> caller = owners.engines.get(0);
      List<String> silent = owners.keysOf(1, 20);
      List<String> own = owners.keysOf(0, 20);
      Set<String> all = new HashSet<>(silent);
      all.addAll(own);
      owners.network.deafen(owners.nodes.get(1));

      assertThat(caller.loadMissing(all, this::loadAll)).hasSize(40).containsOnlyKeys(all);
      assertThatThrownBy(() -> caller.loadAll(Set.copyOf(silent), this::loadAll, true))
          .isInstanceOf(UnansweredException.class)
          .hasMessageContainingAll("'c'", "PT0.3S", "n2");

      owners.network.undeafen(owners.nodes.get(1));
      assertThat(own).allMatch(key -> caller.read(key) != null);
      assertThat(silent).allMatch(key -> caller.read(key) == null);
    }
  }

  @ParameterizedTest
  @EnumSource(LoadAt.class)
  void primarySilent_manyCallers_shareOneLoad(LoadAt at) throws Exception {
    ExecutorService callers = Executors.newCachedThreadPool();
    try (ThreadedOwners owners = start(at)) {
      CacheEngine<String, Long> caller = owners.engines.get(0);
      String key = owners.keysOf(1, 1).get(0);
      owners.network.deafen(owners.nodes.get(1));
      CountDownLatch all = new CountDownLatch(8);
      List<Future<Object>> loads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        loads.add(callers.submit(() -> {
          all.countDown();
          return caller.loadUnanswered(key, wanted -> {
            await(all);
            return loader.load(wanted);
          });
        }));
      }

      for (Future<Object> load : loads) {
        assertThat(load.get(10, TimeUnit.SECONDS)).isEqualTo(7L);
      }
      assertThat(runs.get()).isLessThan(8);
    } finally {
      callers.shutdownNow();
    }
  }

  /** It may not have seen what the later caller has to see. */
  @ParameterizedTest
  @EnumSource(LoadAt.class)
  void loadThatBeganLongAgo_isNotShared(LoadAt at) throws Exception {
    try (ThreadedOwners owners = start(at)) {
      CacheEngine<String, Long> caller = owners.engines.get(0);
      String key = owners.keysOf(1, 1).get(0);
      owners.network.deafen(owners.nodes.get(1));
      CountDownLatch began = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      CompletableFuture<Object> slow = CompletableFuture.supplyAsync(() -> caller.load(key, k -> {
        began.countDown();
        await(go);
        return 6L;
      }));
      await(began);

      assertThat(caller.load(key, loader)).isEqualTo(7L);
      go.countDown();
      assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo(6L);
    }
  }

  @ParameterizedTest
  @EnumSource(LoadAt.class)
  void primarySilent_loaderFails_saysSo(LoadAt at) {
    try (ThreadedOwners owners = start(at)) {
      CacheEngine<String, Long> caller = owners.engines.get(0);
      String key = owners.keysOf(1, 1).get(0);
      owners.network.deafen(owners.nodes.get(1));

      assertThatThrownBy(() -> caller.load(key, k -> {
            throw new IllegalStateException("the source is down");
          }))
          .isInstanceOf(CacheLoaderException.class)
          .hasMessageContainingAll("'c'", key)
          .hasRootCauseMessage("the source is down");
    }
  }

  /** Who has loaded by a primary's leave, and then cannot bring it there, has the value all the same. */
  @ParameterizedTest
  @EnumSource(value = LoadAt.class, names = "CALLER")
  void primarySilent_afterItHasLentTheLoad_callerHasItsValue(LoadAt at) {
    try (ThreadedOwners owners = start(at)) {
      CacheEngine<String, Long> caller = owners.engines.get(0);
      String key = owners.keysOf(1, 1).get(0);

      assertThat(caller.load(key, k -> {
            owners.network.deafen(owners.nodes.get(1));
            return loader.load(k);
          }))
          .isEqualTo(7L);
      assertThat(caller.loadMissing(Set.of(owners.keysOf(1, 2).get(1)), this::loadAll))
          .hasSize(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
