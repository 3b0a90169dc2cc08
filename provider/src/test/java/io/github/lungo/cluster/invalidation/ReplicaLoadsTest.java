// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LoadAt;
import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.entry.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of loads where all members are to have the newest entries. */
final class ReplicaLoadsTest {
  private static final String KEY = "k0";
  private static final Duration WHILE = Duration.ofSeconds(2);

  private static Play play(LoadAt loadAt) {
    Play play = new Play(
        1, 4, NetworkSettings.reliable(), Play.Traits.usual().replicated().loadingAt(loadAt));
    play.source.takes(Duration.ofMillis(100), Duration.ofMillis(100));
    return play;
  }

  private static Play.Owner primary(Play play) {
    return play.owners.stream()
        .filter(owner -> owner
            .node()
            .id()
            .equals(play.topologies.current().primaryOf(new StableHash("c").segmentOf(KEY))))
        .findFirst()
        .orElseThrow();
  }

  private static List<Play.Owner> others(Play play) {
    List<Play.Owner> others = new ArrayList<>(play.owners);
    others.remove(primary(play));
    return others;
  }

  private static void assertAllHold(Play play, Long value) {
    assertThat(play.owners).extracting(owner -> owner.local().read(KEY)).containsOnly(value);
    assertThat(play.owners)
        .extracting(owner -> owner.local().newest().known(KEY))
        .as("in one version")
        .containsOnly(primary(play).local().newest().known(KEY));
  }

  @ParameterizedTest
  @EnumSource
  void load_manyMembers_isOneAndBecomesAnEntryOfAll(LoadAt loadAt) {
    Play play = play(loadAt);
    long value = play.source.change(KEY);
    List<CompletableFuture<Object>> gets =
        play.owners.subList(1, 4).stream().map(owner -> owner.get(KEY)).toList();

    play.time.runFor(WHILE);

    assertThat(gets).allMatch(get -> get.join().equals(value));
    assertThat(play.source.calls).isEqualTo(1);
    assertAllHold(play, value);
  }

  @Test
  void load_putThatThePrimaryHasNotHeardOf_thePutStays() {
    Play play = play(LoadAt.OWNER);
    play.source.change(KEY);
    Play.Owner writer = others(play).get(0);
    play.network.cut(writer.node(), primary(play).node());
    assertThat(writer.put(KEY, 99)).isCompleted();
    CompletableFuture<Object> get = primary(play).get(KEY);
    play.time.runFor(Duration.ofMillis(300));
    assertThat(get).isCompleted();
    assertThat(primary(play).local().read(KEY)).isNotEqualTo(99L);

    play.network.heal();
    play.time.runFor(WHILE);

    assertAllHold(play, 99L);
  }

  @Test
  void load_removedMeanwhile_isNotKept() {
    Play play = play(LoadAt.OWNER);
    play.source.change(KEY);
    CompletableFuture<Object> get = others(play).get(0).get(KEY);
    play.time.runFor(Duration.ofMillis(150));
    assertThat(others(play).get(1).remove(KEY)).isCompleted();
    play.time.runFor(WHILE);

    assertThat(get.join()).isEqualTo(1L);
    assertAllHold(play, null);
    CompletableFuture<Object> later = others(play).get(2).get(KEY);
    play.time.runFor(WHILE);
    assertThat(later.join())
        .as("the removal does not keep it from being loaded")
        .isEqualTo(1L);
    assertAllHold(play, 1L);
  }

  @Test
  void load_afterOwnRemoval_joinsNoneThatBeganBefore() {
    Play play = play(LoadAt.OWNER);
    play.source.change(KEY);
    CompletableFuture<Object> early = primary(play).get(KEY);
    play.time.runFor(Duration.ofMillis(150));
    Play.Owner remover = others(play).get(0);
    long newer = play.source.change(KEY);
    assertThat(remover.remove(KEY)).isCompleted();
    CompletableFuture<Object> late = remover.get(KEY);
    play.time.runFor(WHILE);

    assertThat(early.join()).isEqualTo(1L);
    assertThat(late.join()).isEqualTo(newer);
    assertAllHold(play, newer);
  }

  @Test
  void loadAfresh_ofWhatIsThere_replacesItEverywhere() {
    Play play = play(LoadAt.OWNER);
    assertThat(others(play).get(0).put(KEY, 7)).isCompleted();
    long value = play.source.change(KEY);
    Play.Owner loader = others(play).get(0);
    Version limit = loader.cache().nextVersion();

    var unused = loader.cache().load(Set.of(KEY), limit);
    play.time.runFor(WHILE);

    assertAllHold(play, value);
  }

  @Test
  void traces_whenNobodyTellsAnythingAsOld_areForgotten() {
    Play play = play(LoadAt.OWNER);
    for (int i = 0; i < 100; i++) {
      assertThat(play.owners.get(0).put("k" + i, i)).isCompleted();
      assertThat(play.owners.get(0).remove("k" + i)).isCompleted();
    }
    play.time.runFor(WHILE);
    assertThat(play.owners).allMatch(owner -> owner.local().newest().traces() == 100);

    play.time.runFor(AntiEntropy.PAUSE.multipliedBy(3));

    assertThat(play.owners).allMatch(owner -> owner.local().newest().traces() == 0);
  }
}
