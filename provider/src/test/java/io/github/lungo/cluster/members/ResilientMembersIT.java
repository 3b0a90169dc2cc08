// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.CacheMode;
import io.github.lungo.LungoConfigurationBuilder;
import io.github.lungo.cluster.invalidation.AskedHere;
import io.github.lungo.cluster.jvms.Waiting;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.replication.KeptHere;
import io.github.lungo.jcache.EngineOf;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the members of a cluster spare their source together, in all clustered modes. */
@Timeout(120)
final class ResilientMembersIT {
  private static final int MEMBERS = 3;
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(400);

  private static OwningMembers members(
      CacheMode mode, UnaryOperator<LungoConfigurationBuilder<String, Long>> settings) {
    OwningMembers members = OwningMembers.reading(mode, MEMBERS, settings);
    Waiting.until(LONG, () -> isSettled(mode, members), () -> "primaries still move");
    return members;
  }

  private static boolean isSettled(CacheMode mode, OwningMembers members) {
    List<Topology> topologies = members.caches().stream()
        .map(cache -> mode == CacheMode.INVALIDATION
            ? AskedHere.topology(EngineOf.cache(cache))
            : KeptHere.by(EngineOf.cache(cache)).topology())
        .filter(Objects::nonNull)
        .toList();
    return topologies.size() == MEMBERS
        && topologies.stream()
            .allMatch(one -> one.isSettled()
                && one.members().size() == MEMBERS
                && one.name().equals(topologies.get(0).name()));
  }

  private static void breakDown(OwningMembers members) {
    members.database.afterReading = key -> {
      throw new IllegalStateException("the database is down");
    };
  }

  private static void assertAllGet(OwningMembers members, @Nullable Long value) {
    for (Cache<String, Long> cache : members.caches()) {
      assertThat(cache.get("k")).isEqualTo(value);
    }
  }

  private static void assertAllFail(OwningMembers members) {
    for (Cache<String, Long> cache : members.caches()) {
      assertThatThrownBy(() -> cache.get("k"))
          .isInstanceOf(CacheLoaderException.class)
          .hasMessageContaining("'c'")
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the database is down");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALIDATION", "PARTITIONED", "REPLICATED"})
  void failureBackoff_holdsForAllMembers(CacheMode mode) {
    try (OwningMembers members =
        members(mode, builder -> builder.failureBackoff(Duration.ofHours(1)))) {
      breakDown(members);

      assertAllFail(members);
      assertAllFail(members);
      assertThat(members.database.loads).hasValue(1);

      members.database.afterReading = key -> {};
      members.database.rows.put("k", 2L);
      members.cache(1).put("k", 2L);
      assertAllGet(members, 2L);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALIDATION", "PARTITIONED", "REPLICATED"})
  void negativeTimeToLive_holdsForAllMembersUntilAPut(CacheMode mode) {
    try (OwningMembers members =
        members(mode, builder -> builder.negativeTimeToLive(Duration.ofHours(1)))) {
      assertAllGet(members, null);
      members.database.rows.put("k", 1L);
      assertAllGet(members, null);
      assertThat(members.database.loads).hasValue(1);

      members.database.rows.put("k", 2L);
      members.cache(2).put("k", 2L);

      assertAllGet(members, 2L);
    }
  }

  /** Nobody waits, and the members that find the entry due at the same time have it loaded once. */
  @ParameterizedTest
  @EnumSource(names = {"INVALIDATION", "PARTITIONED", "REPLICATED"})
  void refreshAfterWrite_isOneLoadForAllMembers(CacheMode mode) {
    try (OwningMembers members =
        members(mode, builder -> builder.refreshAfterWrite(Duration.ofSeconds(2)))) {
      members.database.rows.put("k", 1L);
      assertAllGet(members, 1L);
      int before = members.database.loads.get();
      long asked = mode == CacheMode.INVALIDATION ? asked(members) : 0;
      members.database.rows.put("k", 2L);
      members.database.afterReading = key -> {
        if (mode == CacheMode.INVALIDATION) {
          Waiting.until(LONG, () -> asked(members) == asked + MEMBERS, () -> "not all have asked");
        }
      };
      long begun = System.nanoTime();
      Waiting.until(
          LONG, () -> System.nanoTime() - begun > 2_200_000_000L, () -> "time stands still");

      assertAllGet(members, 1L);

      for (Cache<String, Long> cache : members.caches()) {
        Waiting.until(LONG, () -> cache.get("k") == 2L, () -> "still old on " + cache);
      }
      assertThat(members.database.loads).hasValue(before + 1);
    }
  }

  private static long asked(OwningMembers members) {
    return members.caches().stream()
        .mapToLong(cache -> AskedHere.by(EngineOf.cache(cache)))
        .sum();
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALIDATION", "PARTITIONED", "REPLICATED"})
  void staleIfError_holdsForAllMembersUntilAWrite(CacheMode mode) {
    List<Consumer<Cache<String, Long>>> writes =
        List.of(cache -> cache.remove("k"), Cache::clear, Cache::removeAll, cache -> {
          cache.put("k", 3L);
          cache.remove("k");
        });
    try (OwningMembers members =
        members(mode, builder -> builder.createdExpiry(SHORT).staleIfError(Duration.ofHours(1)))) {
      for (Consumer<Cache<String, Long>> write : writes) {
        members.database.afterReading = key -> {};
        members.database.rows.put("k", 1L);
        assertAllGet(members, 1L);
        breakDown(members);
        for (Cache<String, Long> cache : members.caches()) {
          Waiting.until(LONG, () -> !cache.containsKey("k"), () -> "not expired");
        }

        assertAllGet(members, 1L);
        assertAllGet(members, 1L);
        write.accept(members.cache(1));

        assertAllFail(members);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALIDATION", "PARTITIONED", "REPLICATED"})
  void staleWhileRevalidate_isReturnedUntilTheNewValueIsThere(CacheMode mode) {
    try (OwningMembers members = members(
        mode, builder -> builder.createdExpiry(SHORT).staleWhileRevalidate(Duration.ofHours(1)))) {
      members.database.rows.put("k", 1L);
      assertAllGet(members, 1L);
      for (Cache<String, Long> cache : members.caches()) {
        Waiting.until(LONG, () -> !cache.containsKey("k"), () -> "not expired");
      }
      Latches latches = new Latches();
      members.database.rows.put("k", 2L);
      members.database.afterReading = key -> latches.reached();

      assertAllGet(members, 1L); // though no load ends

      latches.goOn();
      for (Cache<String, Long> cache : members.caches()) {
        Waiting.until(LONG, () -> cache.get("k") == 2L, () -> "still old on " + cache);
      }
    }
  }

  /** What a primary remembers is gone with it; nobody is told of an error. */
  @ParameterizedTest
  @EnumSource(names = {"INVALIDATION", "PARTITIONED", "REPLICATED"})
  void membersThatLeave_haveLoadsGoOn(CacheMode mode) {
    try (OwningMembers members = members(
        mode,
        builder -> builder
            .negativeTimeToLive(Duration.ofMillis(1))
            .failureBackoff(Duration.ofMillis(1))
            .refreshAfterWrite(Duration.ofMillis(1)))) {
      for (int i = 0; i < 50; i++) {
        members.database.rows.put("k" + i, (long) i);
        assertThat(members.cache(i % MEMBERS).get("k" + i)).isEqualTo(i);
      }

      members.cache(2).close();

      for (int i = 0; i < 50; i++) {
        assertThat(members.cache(i % 2).get("k" + i)).isEqualTo(i);
      }
    }
  }
}
