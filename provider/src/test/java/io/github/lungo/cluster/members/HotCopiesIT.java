// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.CacheMode;
import io.github.lungo.LungoCachingProvider;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import io.github.lungo.cluster.jvms.ClusterPlace;
import io.github.lungo.cluster.jvms.Waiting;
import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.replication.KeptHere;
import io.github.lungo.jcache.EngineOf;
import java.io.Serializable;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That no member reads what was removed, from whatever member, of keys of all kinds that all have copies of. */
@Timeout(120)
final class HotCopiesIT {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int MEMBERS = 4;
  private static final int KEYS = 100;

  /** What a cache may have as a key. */
  record Order(String country, int number, LocalDate day) implements Serializable {}

  /** The value of each key, and how often it was loaded. */
  private static final class Source implements CacheLoader<Object, Long> {
    final Map<Object, Long> loads = new ConcurrentHashMap<>();
    volatile long value;

    @Override
    public Long load(Object key) {
      loads.merge(key, 1L, Long::sum);
      return value;
    }

    @Override
    public Map<Object, Long> loadAll(Iterable<?> keys) {
      Map<Object, Long> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }

  private static final class Members implements AutoCloseable {
    final Source source = new Source();
    final List<Cache<Object, Long>> caches = new ArrayList<>();
    private final List<CacheManager> managers = new ArrayList<>();

    Members(UnaryOperator<LungoConfigurationBuilder<Object, Long>> settings) {
      ClusterPlace place = ClusterPlace.fresh();
      for (int i = 0; i < MEMBERS; i++) {
        Properties properties = place.settings();
        properties.setProperty("lungo.cluster.hosts", "127.0.0.1:" + place.port());
        properties.setProperty("lungo.cluster.allow", "io.github.lungo.cluster.members.*");
        CacheManager manager = new LungoCachingProvider()
            .getCacheManager(
                URI.create("lungo:h" + i), HotCopiesIT.class.getClassLoader(), properties);
        managers.add(manager);
        caches.add(manager.createCache(
            "c",
            settings
                .apply(LungoConfiguration.builder(Object.class, Long.class)
                    .mode(CacheMode.PARTITIONED)
                    .readThrough(() -> source))
                .build()));
      }
      Waiting.until(LONG, this::isSettled, () -> String.valueOf(topology(0)));
    }

    private boolean isSettled() {
      Set<Topology> all =
          IntStream.range(0, MEMBERS).mapToObj(this::topology).collect(Collectors.toSet());
      return all.size() == 1
          && all.stream().allMatch(one -> one.isSettled() && one.members().size() == MEMBERS);
    }

    Topology topology(int member) {
      return kept(member).topology();
    }

    KeptHere<Object, Long> kept(int member) {
      return KeptHere.by(EngineOf.cache(caches.get(member)));
    }

    boolean isOwner(int member, Object key) {
      int segment = new StableHash("c").segmentOf(key);
      return topology(member).isOwner(kept(member).self(), segment);
    }

    int primaryOf(Object key) {
      int segment = new StableHash("c").segmentOf(key);
      return IntStream.range(0, MEMBERS)
          .filter(i -> topology(i).primaryOf(segment).equals(kept(i).self()))
          .findFirst()
          .orElseThrow();
    }

    /** Has all members keep what they read of the keys, and those that load see the given value. */
    void readEverywhere(Set<Object> keys, long value) {
      for (int round = 0; round < 3; round++) {
        for (Cache<Object, Long> cache : caches) {
          keys.forEach(key -> assertThat(cache.get(key)).as("%s", key).isEqualTo(value));
        }
      }
    }

    @Override
    public void close() {
      managers.forEach(CacheManager::close);
    }
  }

  /** Returns keys of many kinds, of which the first member owns none. */
  @SuppressWarnings("JavaUtilDate") // what old classes have as keys
  private static Set<Object> keys(Members members) {
    Stream<Object> kinds = Stream.of(
        "a b/c,d",
        "",
        "x".repeat(10_000),
        DayOfWeek.MONDAY,
        TimeUnit.DAYS,
        LocalDate.of(2026, 2, 28),
        new Date(1_000_000),
        List.of("a", 1, 2L),
        Map.of("k", 1),
        UUID.nameUUIDFromBytes(new byte[3]));
    Stream<Object> many = IntStream.range(0, 10_000).mapToObj(i -> switch (i % 6) {
      case 0 -> "a b/c,d" + i;
      case 1 -> new Order("de", i, LocalDate.EPOCH.plusDays(i));
      case 2 -> LocalDate.EPOCH.plusDays(i);
      case 3 -> new Date(i);
      case 4 -> (long) i;
      default -> Map.of(DayOfWeek.of(1 + i % 7), "y".repeat(10_000 + i));
    });
    Set<Object> elsewhere = new LinkedHashSet<>();
    Stream.concat(kinds, many)
        .filter(key -> !members.isOwner(0, key))
        .limit(KEYS)
        .forEach(elsewhere::add);
    assertThat(elsewhere.stream().map(members::primaryOf).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(1, 2, 3);
    return elsewhere;
  }

  @Test
  void removeAndRemoveAll_byAMemberThatOwnsNone_nobodyReadsWhatWasThere() {
    try (Members members = new Members(UnaryOperator.identity())) {
      Set<Object> keys = keys(members);
      members.source.value = 1;
      members.readEverywhere(keys, 1);
      assertThat(keys).allSatisfy(key -> assertThat(members.source.loads).containsEntry(key, 1L));
      Cache<Object, Long> caller = members.caches.get(0);

      members.source.value = 2;
      keys.forEach(key -> assertThat(caller.remove(key)).isTrue());
      assertThat(everyRead(members, keys)).containsOnly(2L);
      assertThat(keys).allSatisfy(key -> assertThat(members.source.loads).containsEntry(key, 2L));

      members.readEverywhere(keys, 2);
      members.source.value = 3;
      caller.removeAll(keys);
      assertThat(everyRead(members, keys)).containsOnly(3L);
      assertThat(keys).allSatisfy(key -> assertThat(members.source.loads).containsEntry(key, 3L));

      members.readEverywhere(keys, 3);
      members.source.value = 4;
      caller.clear();
      assertThat(everyRead(members, keys)).containsOnly(4L);
      assertThat(keys).allSatisfy(key -> assertThat(members.source.loads).containsEntry(key, 4L));
    }
  }

  private static List<Long> everyRead(Members members, Set<Object> keys) {
    List<Long> read = new ArrayList<>();
    for (Cache<Object, Long> cache : members.caches) {
      keys.forEach(key -> read.add(cache.get(key)));
    }
    return read;
  }

  /** A write that has returned is seen by the next read of each member, and by what it keeps from then on. */
  @Test
  void put_byAnyMember_isReadFromCopiesAtOnce() {
    try (Members members = new Members(UnaryOperator.identity())) {
      Set<Object> keys = keys(members);
      for (int i = 0; i < 10; i++) {
        long value = 100L + i;
        Cache<Object, Long> writer = members.caches.get(i % MEMBERS);
        keys.forEach(key -> writer.put(key, value));
        members.readEverywhere(keys, value);
      }
      assertThat(members.source.loads).isEmpty();
      Set<Object> read = new LinkedHashSet<>(keys);
      Waiting.until(
          LONG,
          () -> {
            members.caches.get(0).getAll(keys);
            read.removeIf(members.kept(0)::isCertainOf);
            return read.isEmpty();
          },
          () -> "not kept: " + read);
    }
  }

  @Test
  void hotCopiesZero_nothingIsKept() {
    assertThat(keptOf(builder -> builder.hotCopies(0))).isZero();
    assertThat(keptOf(builder -> builder.hotCopies(10))).isBetween(1L, 10L);
  }

  /** Returns how many of 100 keys that were read often a member knows without asking. */
  private static long keptOf(UnaryOperator<LungoConfigurationBuilder<Object, Long>> settings) {
    try (Members members = new Members(settings)) {
      Set<Object> keys = keys(members);
      keys.forEach(key -> members.caches.get(1).put(key, 1L));
      Set<Object> some = keys.stream().limit(5).collect(Collectors.toSet());
      Cache<Object, Long> reader = members.caches.get(0);
      for (int i = 0; i < 20; i++) {
        assertThat(reader.getAll(some)).hasSize(5);
      }
      assertThat(reader.getAll(keys)).hasSize(KEYS);
      return keys.stream().filter(members.kept(0)::isCertainOf).count();
    }
  }
}
