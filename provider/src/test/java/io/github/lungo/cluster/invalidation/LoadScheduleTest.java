// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.simulation.NetworkSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.cache.integration.CacheLoaderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That loads are shared by all members, and leave nothing behind that is older than a write. */
final class LoadScheduleTest {
  private static final Duration LONG = Duration.ofSeconds(5);
  private static final String KEY = "k0";

  /** The loader reads, and returns 200 ms later; the write comes in between. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void writeWhileLoading_oldValueGoesToNobodyWhoAsksLater(int quarter) {
    for (long seed = quarter * 250L; seed < (quarter + 1) * 250L; seed++) {
      Play play =
          new Play(seed, 3 + (int) (seed % 3), NetworkSettings.reliable(), Play.Traits.usual());
      play.source.takes(Duration.ofMillis(1), Duration.ofMillis(200));
      play.freshness.write(KEY, play.source.change(KEY)).acknowledge();
      read(play, 1);
      play.time.runFor(Duration.ofMillis(20 + play.random.nextInt(160)));
      Freshness.Write write = play.freshness.write(KEY, play.source.change(KEY));
      CompletableFuture<Void> told = write(play, (int) (seed % 5), write.value());
      told = told.thenRun(write::acknowledge);
      read(play, play.random.nextInt(4)); // while the others are being told
      play.time.runUntil(told::isDone, LONG);
      play.owners.forEach(owner -> ignore(play.read(owner, KEY)));
      play.time.runFor(LONG);
      play.owners.forEach(owner -> ignore(play.read(owner, KEY)));
      play.time.runFor(LONG);

      assertThat(play.freshness.violations()).as("seed %s", seed).isEmpty();
    }
  }

  private static void ignore(CompletableFuture<?> future) {
    assertThat(future).isNotNull();
  }

  private static Play.Owner anyOf(Play play) {
    return play.owners.get(play.random.nextInt(play.owners.size()));
  }

  private static void read(Play play, int times) {
    for (int i = 0; i < times; i++) {
      ignore(play.read(anyOf(play), KEY));
    }
  }

  private static CompletableFuture<Void> write(Play play, int kind, long value) {
    Play.Owner owner = anyOf(play);
    return switch (kind) {
      case 0, 1 -> owner.remove(KEY);
      case 2, 3 -> owner.put(KEY, value);
      default -> owner.cache().clear().done();
    };
  }

  @Test
  void manyCallersOfManyMembers_oneLoad() {
    for (long seed = 0; seed < 100; seed++) {
      Play play = new Play(seed, 5, NetworkSettings.reliable(), Play.Traits.usual());
      play.source.takes(Duration.ofMillis(1), Duration.ofSeconds(1));
      long value = play.source.change(KEY);

      List<CompletableFuture<Object>> all = callers(play);

      assertThat(all).as("seed %s", seed).allMatch(one -> one.join().equals(value));
      assertThat(play.source.runs).as("seed %s", seed).hasSize(1);
    }
  }

  @Test
  void manyCallersOfNothing_oneLoad() {
    Play play = new Play(1, 5, NetworkSettings.reliable(), Play.Traits.usual());
    play.source.takes(Duration.ofMillis(1), Duration.ofSeconds(1));

    List<CompletableFuture<Object>> all = callers(play);

    assertThat(all).allMatch(one -> one.join() == null);
    assertThat(play.source.runs).hasSize(1);
  }

  @Test
  void manyCallersOfAFailure_oneLoadAndAllFail() {
    Play play = new Play(1, 5, NetworkSettings.reliable(), Play.Traits.usual());
    play.source.takes(Duration.ofMillis(1), Duration.ofSeconds(1));
    play.source.fails("the database is down");

    List<CompletableFuture<Object>> all = callers(play);

    assertThat(play.source.runs).hasSize(1);
    assertThat(all)
        .allSatisfy(one -> assertThatThrownBy(one::join)
            .isInstanceOf(CompletionException.class)
            .cause()
            .isInstanceOf(CacheLoaderException.class)
            .hasMessageContaining("'c'")
            .cause()
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("the database is down"));
  }

  private static List<CompletableFuture<Object>> callers(Play play) {
    List<CompletableFuture<Object>> all = new ArrayList<>();
    for (Play.Owner owner : play.owners) {
      for (int i = 0; i < 32; i++) {
        all.add(owner.get(KEY));
      }
    }
    play.time.runUntil(() -> all.stream().allMatch(CompletableFuture::isDone), LONG);
    return all;
  }

  @Test
  void manyKeys_oneCallOfTheLoaderAtEachPrimary() {
    Play play = new Play(1, 3, NetworkSettings.reliable(), Play.Traits.usual());
    Set<String> keys = new LinkedHashSet<>();
    for (int i = 0; i < 60; i++) {
      keys.add("key" + i);
      play.source.change("key" + i);
    }
    play.source.calls = 0;

    Map<String, CompletableFuture<Object>> loads = play.owners.get(0).cache().get(keys, true);
    play.time.runUntil(() -> loads.values().stream().allMatch(CompletableFuture::isDone), LONG);

    assertThat(loads.values()).allMatch(load -> load.join() != null);
    assertThat(play.source.calls).isEqualTo(3);
  }

  /** The primary dies while it loads: those who wait get the value from the next one's load. */
  @Test
  void memberKilledWhileItLoads_othersGetTheValue() {
    for (long seed = 0; seed < 50; seed++) {
      Play play = new Play(seed, 4, NetworkSettings.reliable(), Play.Traits.usual());
      play.source.takes(Duration.ofMillis(1), Duration.ofSeconds(1));
      long value = play.source.change(KEY);
      List<Play.Owner> others = new ArrayList<>(play.owners);
      Play.Owner primary = others.stream()
          .filter(owner -> owner
              .node()
              .id()
              .equals(play.topologies.current().primaryOf(new StableHash("c").segmentOf(KEY))))
          .findFirst()
          .orElseThrow();
      others.remove(primary);
      List<CompletableFuture<Object>> all = new ArrayList<>();
      others.forEach(owner -> all.add(owner.get(KEY)));
      play.time.runFor(Duration.ofMillis(100 + play.random.nextInt(800)));

      play.network.crash(primary.node());
      play.time.runUntil(
          () -> {
            play.noticeCrashes();
            return all.stream().allMatch(CompletableFuture::isDone);
          },
          Duration.ofMinutes(1));

      assertThat(all).as("seed %s", seed).allMatch(one -> one.join().equals(value));
      assertThat(play.source.runs).as("seed %s", seed).hasSize(2);
    }
  }
}
