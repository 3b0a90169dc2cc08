// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.CacheMode;
import io.github.lungo.Consistency;
import io.github.lungo.LungoCache;
import io.github.lungo.cluster.jvms.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What users of members see that tell each other of their writes and wait for nobody. */
@Timeout(120)
final class EventualReplicasIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int KEYS = 50;

  private static OwningMembers members(int number) {
    return OwningMembers.reading(
        CacheMode.REPLICATED, number, builder -> builder.consistency(Consistency.EVENTUAL));
  }

  private static void awaitEverywhere(
      OwningMembers members, Function<Cache<String, Long>, Object> look, Object expected) {
    Supplier<List<Object>> seen = () -> members.caches().stream().map(look).toList();
    Waiting.until(
        LONG,
        () -> seen.get().stream().allMatch(expected::equals),
        () -> seen.get() + " in place of " + expected);
  }

  private static Map<String, Long> entries(Cache<String, Long> cache) {
    Map<String, Long> entries = new HashMap<>();
    cache.forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries;
  }

  @Test
  void entries_writtenAnywhere_comeEverywhere() {
    try (OwningMembers members = members(3)) {
      Map<String, Long> expected = new HashMap<>();
      for (long i = 0; i < KEYS; i++) {
        members.cache(0).put("k" + i, i);
        expected.put("k" + i, i);
      }
      awaitEverywhere(members, EventualReplicasIT::entries, expected);
      expected.replaceAll((key, value) -> -value);
      members.cache(1).putAll(expected);
      awaitEverywhere(members, EventualReplicasIT::entries, expected);
      assertThat(members.cache(2).remove("k0")).isTrue();
      expected.remove("k0");
      awaitEverywhere(members, EventualReplicasIT::entries, expected);
      members.cache(2).clear();
      awaitEverywhere(members, EventualReplicasIT::entries, Map.of());
      assertThat(members.database.loads).hasValue(0);
    }
  }

  @Test
  void join_whileOthersWrite_getsAll() {
    try (OwningMembers members = members(2)) {
      Map<String, Long> expected = new HashMap<>();
      IntStream.range(0, 10_000).forEach(i -> expected.put("k" + i, (long) i));
      members.cache(0).putAll(expected);
      AtomicBoolean isOver = new AtomicBoolean();
      CompletableFuture<Map<String, Long>> writing = CompletableFuture.supplyAsync(() -> {
        Map<String, Long> last = new HashMap<>();
        for (long i = 0; !isOver.get(); i++) {
          String key = "k" + i % 500;
          members.cache(1).put(key, -i);
          last.put(key, -i);
        }
        return last;
      });

      Cache<String, Long> joined = members.join();
      isOver.set(true);

      assertThat(joined.get("k9999")).isEqualTo(9999L);
      expected.putAll(writing.join());
      awaitEverywhere(members, EventualReplicasIT::entries, expected);
      assertThat(members.database.loads).hasValue(0);
    }
  }

  @Test
  void join_timeToLive_isWhatIsLeft() {
    try (OwningMembers members = members(1)) {
      for (int i = 0; i < 15; i++) {
        LungoCache.of(members.cache(0)).put("k" + i, 1L, Duration.ofSeconds(5));
      }
      LungoCache.of(members.cache(0)).put("later", 1L, Duration.ofHours(1));

      Cache<String, Long> joined = members.join();

      assertThat(entries(joined)).hasSize(16);
      Waiting.until(LONG, () -> joined.get("k7") == null, () -> "k7 is still there");
      assertThat(joined.get("later")).isEqualTo(1L);
    }
  }

  @Test
  void load_removedElsewhereMeanwhile_isNotKept() {
    try (OwningMembers members = members(3)) {
      for (int i = 0; i < 12; i++) {
        String key = "k" + i;
        members.database.rows.put(key, 1L);
        Latches loader = new Latches();
        members.database.afterReading = read -> loader.reached();
        CompletableFuture<Long> early =
            CompletableFuture.supplyAsync(() -> members.cache(0).get(key));
        loader.awaitReached();
        members.database.afterReading = read -> {};
        members.database.rows.put(key, 2L);
        members.cache(1).remove(key);
        members.cache(1).put("after " + key, 1L);
        awaitEverywhere(members, cache -> cache.containsKey("after " + key), true);
        loader.goOn();

        assertThat(early.join()).isEqualTo(1L);
        for (Cache<String, Long> cache : members.caches()) {
          assertThat(cache.get(key)).isEqualTo(2L);
        }
      }
    }
  }

  @Test
  void load_isOneForAll_andEverywhereAfterwards() {
    try (OwningMembers members = members(3)) {
      for (int i = 0; i < KEYS; i++) {
        members.database.rows.put("k" + i, 1L);
      }
      Set<String> keys = Set.copyOf(members.database.rows.keySet());

      List<CompletableFuture<?>> gets = new ArrayList<>();
      members
          .caches()
          .forEach(cache -> keys.forEach(key -> gets.add(
              CompletableFuture.runAsync(() -> assertThat(cache.get(key)).isEqualTo(1L)))));
      gets.forEach(CompletableFuture::join);

      awaitEverywhere(members, cache -> entries(cache).keySet(), keys);
      assertThat(members.database.loads).hasValue(KEYS);
    }
  }

  @Test
  void close_rightAfterAWrite_tellsTheOthers() {
    try (OwningMembers members = members(3)) {
      Map<String, Long> expected = new HashMap<>();
      IntStream.range(0, 2_000).forEach(i -> expected.put("k" + i, (long) i));
      members.cache(2).putAll(expected);
      members.cache(2).close();

      for (int other : new int[] {0, 1}) {
        Waiting.until(
            LONG,
            () -> entries(members.cache(other)).equals(expected),
            () -> "they have not heard of all");
      }
    }
  }

  @Test
  void putInvalidating_othersDropWhatTheyHave() {
    try (OwningMembers members = members(3)) {
      members.cache(0).put("k", 1L);
      awaitEverywhere(members, cache -> cache.containsKey("k"), true);

      LungoCache.of(members.cache(1)).putInvalidating("k", 2L);

      assertThat(members.cache(1).get("k")).isEqualTo(2L);
      for (int other : new int[] {0, 2}) {
        Waiting.until(
            LONG, () -> !members.cache(other).containsKey("k"), () -> "it is still there");
      }
      assertThat(members.cache(1).containsKey("k")).isTrue();
    }
  }

  @Test
  void listeners_hearOfEachWriteOnce() {
    try (OwningMembers members = members(3)) {
      List<ConcurrentLinkedQueue<String>> heard = new ArrayList<>();
      for (Cache<String, Long> cache : members.caches()) {
        ConcurrentLinkedQueue<String> one = new ConcurrentLinkedQueue<>();
        heard.add(one);
        CacheEntryCreatedListener<String, Long> listener =
            events -> events.forEach(event -> one.add(event.getKey()));
        cache.registerCacheEntryListener(new MutableCacheEntryListenerConfiguration<>(
            new FactoryBuilder.SingletonFactory<>(listener), null, false, false));
      }
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < KEYS; i++) {
        members.cache(i % 3).put("k" + i, 1L);
        expected.add("k" + i);
      }
      members.cache(0).put("end", 1L);
      expected.add("end");
      Waiting.until(
          LONG,
          () -> heard.stream().allMatch(one -> one.size() >= expected.size()),
          heard::toString);
      assertThat(heard)
          .allSatisfy(one -> assertThat(one).containsExactlyInAnyOrderElementsOf(expected));
    }
  }
}
