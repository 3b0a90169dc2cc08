// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.listening;

import static io.github.lungo.cluster.listening.ThreeMembers.A;
import static io.github.lungo.cluster.listening.ThreeMembers.B;
import static io.github.lungo.cluster.listening.ThreeMembers.C;
import static io.github.lungo.cluster.listening.ThreeMembers.KEYS;
import static io.github.lungo.cluster.listening.ThreeMembers.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.CacheMode;
import io.github.lungo.ListenerScope;
import io.github.lungo.testing.RecordingListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryListenerException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What listeners on one member hear of operations on another, and what the callers there notice of them. */
@Timeout(60)
final class ClusterListenersIT {
  private static ThreeMembers members;
  private static int caches;

  @BeforeAll
  static void join() {
    members = new ThreeMembers();
  }

  @AfterAll
  static void leave() {
    members.close();
  }

  static Stream<CacheMode> modes() {
    return Stream.of(CacheMode.INVALIDATION, CacheMode.REPLICATED, CacheMode.PARTITIONED);
  }

  private static String fresh() {
    caches++;
    return "c" + caches;
  }

  private static List<Cache<String, Integer>> create(CacheMode mode) {
    return members.create(fresh(), member -> plain(mode));
  }

  /** Returns a member that shows what A has written: others keep no copies of their own accord where those are invalidated. */
  private static int reader(CacheMode mode) {
    return mode == CacheMode.INVALIDATION ? A : C;
  }

  private static RecordingListener<String, Integer> listen(
      Cache<String, Integer> cache, RecordingListener<String, Integer> listener) {
    cache.registerCacheEntryListener(listener.registration(true, true));
    return listener;
  }

  @ParameterizedTest
  @MethodSource("modes")
  void put_synchronousListenerElsewhereIsBusy_returnsWhenItHasHeard(CacheMode mode)
      throws Exception {
    List<Cache<String, Integer>> cache = create(mode);
    CountDownLatch begun = new CountDownLatch(KEYS.size());
    CountDownLatch end = new CountDownLatch(1);
    listen(cache.get(B), new RecordingListener<>(event -> {
      begun.countDown();
      await(end);
    }));

    List<Future<?>> puts = new ArrayList<>();
    KEYS.forEach(key -> puts.add(members.callers.submit(() -> cache.get(A).put(key, 1))));

    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    KEYS.forEach(key -> assertThat(cache.get(A).get(key)).isEqualTo(1)); // long enough to return
    assertThat(puts).noneMatch(Future::isDone);
    end.countDown();
    for (Future<?> put : puts) {
      put.get(20, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @MethodSource("modes")
  void changes_sameConfigurationOnAllMembers_eachHearsEachOnceInOrder(CacheMode mode) {
    List<RecordingListener<String, Integer>> listeners =
        List.of(new RecordingListener<>(), new RecordingListener<>(), new RecordingListener<>());
    List<Cache<String, Integer>> cache = members.create(
        fresh(), member -> plain(mode).listener(listeners.get(member).registration(true, true)));

    List<String> expected = new ArrayList<>();
    for (int caller = A; caller <= C; caller++) {
      for (String key : KEYS) {
        cache.get(caller).put(key, 1);
        assertThat(cache.get(caller).replace(key, 1, 2)).isTrue();
        assertThat(cache.get(caller).getAndPut(key, 3)).isEqualTo(2);
        assertThat(cache.get(caller).getAndRemove(key)).isEqualTo(3);
        Stream.of("CREATED %s=1", "UPDATED %s=2 (1)", "UPDATED %s=3 (2)", "REMOVED %s=3 (3)")
            .map(event -> event.formatted(key))
            .forEach(expected::add);
      }
    }

    for (RecordingListener<String, Integer> listener : listeners) {
      assertThat(listener.take()).containsExactlyElementsOf(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("modes")
  void entries_expire_isHeardOnceWhereCopiesAre(CacheMode mode) throws Exception {
    List<RecordingListener<String, Integer>> listeners =
        List.of(new RecordingListener<>(), new RecordingListener<>(), new RecordingListener<>());
    List<Cache<String, Integer>> cache = members.create(
        fresh(),
        member -> plain(mode)
            .createdExpiry(Duration.ofMillis(300))
            .listener(listeners.get(member).registration(true, false)));

    KEYS.forEach(key -> cache.get(A).put(key, 1));

    for (int member = A; member <= C; member++) {
      boolean hasCopies = member == A || mode != CacheMode.INVALIDATION;
      List<String> heard = new ArrayList<>();
      for (int n = 0; n < (hasCopies ? 2 : 1) * KEYS.size(); n++) {
        heard.add(listeners.get(member).await());
      }
      for (String key : KEYS) {
        assertThat(heard).containsOnlyOnce("CREATED " + key + "=1");
        if (hasCopies) {
          assertThat(heard)
              .containsOnlyOnce("EXPIRED " + key + "=1 (1)")
              .containsSubsequence("CREATED " + key + "=1", "EXPIRED " + key + "=1 (1)");
        }
      }
    }
    KEYS.forEach(key -> assertThat(cache.get(C).get(key)).isNull());
    listeners.forEach(listener -> assertThat(listener.take()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("modes")
  void scopeLocal_hearsOperationsOfItsOwnMemberAlone(CacheMode mode) {
    List<Cache<String, Integer>> cache = members.create(
        fresh(),
        member ->
            plain(mode).listenerScope(member == B ? ListenerScope.LOCAL : ListenerScope.CLUSTER));
    RecordingListener<String, Integer> local = listen(cache.get(B), new RecordingListener<>());
    RecordingListener<String, Integer> all = listen(cache.get(C), new RecordingListener<>());

    KEYS.forEach(key -> cache.get(A).put(key, 1));
    KEYS.forEach(key -> cache.get(B).put(key, 2));

    assertThat(local.take())
        .containsExactlyElementsOf(
            KEYS.stream().map(key -> updatedAtB(mode, key)).toList());
    assertThat(all.take()).hasSize(2 * KEYS.size());
  }

  /** Returns the event of B's write after one of A: of what has become of B's own copy, where those are invalidated. */
  private static String updatedAtB(CacheMode mode, String key) {
    return mode == CacheMode.INVALIDATION ? "CREATED " + key + "=2" : "UPDATED " + key + "=2 (1)";
  }

  @ParameterizedTest
  @MethodSource("modes")
  void put_listenerElsewhereThrows_failsWithTypeAndCauseAndStands(CacheMode mode) {
    List<Cache<String, Integer>> cache = create(mode);
    RecordingListener<String, Integer> throwing =
        listen(cache.get(B), new RecordingListener<>(event -> {
          throw new UnsupportedOperationException("not " + event.getKey());
        }));
    RecordingListener<String, Integer> other = listen(cache.get(C), new RecordingListener<>());

    for (String key : KEYS) {
      assertThatThrownBy(() -> cache.get(A).put(key, 1))
          .isInstanceOf(CacheEntryListenerException.class)
          .hasCauseInstanceOf(UnsupportedOperationException.class)
          .hasRootCauseMessage("not " + key);
      assertThat(cache.get(reader(mode)).get(key)).isEqualTo(1);
    }
    assertThat(throwing.take()).hasSize(KEYS.size());
    assertThat(other.take()).hasSize(KEYS.size());
  }

  @ParameterizedTest
  @MethodSource("modes")
  void put_cacheOfTheListenerCloses_returns(CacheMode mode) throws Exception {
    List<Cache<String, Integer>> cache = create(mode);
    CountDownLatch begun = new CountDownLatch(KEYS.size());
    CountDownLatch end = new CountDownLatch(1);
    listen(cache.get(B), new RecordingListener<>(event -> {
      begun.countDown();
      await(end);
    }));
    List<Future<?>> puts = new ArrayList<>();
    KEYS.forEach(key -> puts.add(members.callers.submit(() -> cache.get(A).put(key, 1))));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

    Future<?> closed = members.callers.submit(() -> cache.get(B).close());

    try {
      for (Future<?> put : puts) {
        put.get(20, TimeUnit.SECONDS);
      }
      assertThat(closed.isDone()).as("closing waits for the listener").isFalse();
    } finally {
      end.countDown();
    }
    closed.get(20, TimeUnit.SECONDS);
    KEYS.forEach(key -> assertThat(cache.get(reader(mode)).get(key)).isEqualTo(1));
  }

  @ParameterizedTest
  @MethodSource("modes")
  void filter_isEvaluatedWhereItsListenerIs(CacheMode mode) {
    List<Cache<String, Integer>> cache = create(mode);
    Set<Object> evaluatedBy = ConcurrentHashMap.newKeySet();
    CacheEntryEventFilter<String, Integer> filter = event -> {
      evaluatedBy.add(event.getSource());
      return event.getValue() % 2 == 0;
    };
    RecordingListener<String, Integer> listener = new RecordingListener<>();
    cache
        .get(B)
        .registerCacheEntryListener(new MutableCacheEntryListenerConfiguration<>(
            new FactoryBuilder.SingletonFactory<>(listener), () -> filter, true, true));

    for (int n = 0; n < KEYS.size(); n++) {
      cache.get(A).put(KEYS.get(n), n);
    }

    assertThat(listener.take()).hasSize(KEYS.size() / 2).contains("CREATED k4=4");
    assertThat(evaluatedBy).containsExactly(cache.get(B));
  }

  @ParameterizedTest
  @MethodSource("modes")
  void oldValue_comesOnlyWhereItIsRequired(CacheMode mode) {
    List<Cache<String, Integer>> cache = create(mode);
    RecordingListener<String, Integer> with = new RecordingListener<>();
    RecordingListener<String, Integer> without = new RecordingListener<>();
    cache.get(B).registerCacheEntryListener(with.registration(true, true));
    cache.get(C).registerCacheEntryListener(without.registration(false, true));

    for (String key : KEYS) {
      cache.get(A).put(key, 1);
      cache.get(A).put(key, 2);

      assertThat(with.take()).containsExactly("CREATED " + key + "=1", "UPDATED " + key + "=2 (1)");
      assertThat(without.take()).containsExactly("CREATED " + key + "=1", "UPDATED " + key + "=2");
    }
  }

  @ParameterizedTest
  @MethodSource("modes")
  void deregister_endsTheEvents(CacheMode mode) {
    List<Cache<String, Integer>> cache = create(mode);
    RecordingListener<String, Integer> listener = new RecordingListener<>();
    var registration = listener.registration(true, true);
    cache.get(B).registerCacheEntryListener(registration);
    KEYS.forEach(key -> cache.get(A).put(key, 1));
    assertThat(listener.take()).hasSize(KEYS.size());

    cache.get(B).deregisterCacheEntryListener(registration);

    KEYS.forEach(key -> cache.get(A).put(key, 2));
    assertThat(listener.take()).isEmpty();
    cache.get(B).registerCacheEntryListener(registration);
    KEYS.forEach(key -> cache.get(A).put(key, 3));
    assertThat(listener.take()).hasSize(KEYS.size());
  }

  @ParameterizedTest
  @MethodSource("modes")
  void listenersOnTwoMembers_writeToTheCache_nobodyWaitsForEver(CacheMode mode) throws Exception {
    List<Cache<String, Integer>> cache = create(mode);
    for (int member : List.of(B, C)) {
      listen(cache.get(member), new RecordingListener<>(event -> {
        if (event.getValue() == 1) {
          cache.get(member).put(event.getKey(), 2);
          cache.get(member).put(KEYS.get((KEYS.indexOf(event.getKey()) + 1) % KEYS.size()), 3);
        }
      }));
    }
    long begun = System.nanoTime();

    List<Future<?>> puts = new ArrayList<>();
    KEYS.forEach(key -> puts.add(members.callers.submit(() -> cache.get(A).put(key, 1))));

    for (Future<?> put : puts) {
      put.get(20, TimeUnit.SECONDS); // beyond the listeners' time limit they would fail
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(40, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
