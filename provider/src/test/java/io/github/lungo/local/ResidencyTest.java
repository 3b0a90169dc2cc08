// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.testing.Threads;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Which entries are to go. */
final class ResidencyTest {
  private final Map<Integer, CachedValue> kept = new ConcurrentHashMap<>();

  @Test
  void enter_beyondTheBound_hasOthersGo() {
    Residency<Integer> residency = telling(sized(100));

    for (int i = 0; i < 1_000; i++) {
      enter(residency, i, 1);
    }

    assertThat(kept).hasSize(100);
  }

  @Test
  void enter_byManyThreads_neverLeavesOneTooMany() throws Exception {
    Residency<Integer> residency = telling(sized(100));
    for (int round = 0; round < 50; round++) {
      int from = round * 1_000;

      Threads.run(4, thread -> {
        for (int i = 0; i < 100; i++) {
          enter(residency, from + thread * 100 + i, 1);
        }
      });

      assertThat(kept).as("round %d", round).hasSize(100);
    }
  }

  @Test
  void fill_aPart_leavesThatMuch() {
    Residency<Integer> residency = telling(sized(100));
    for (int i = 0; i < 100; i++) {
      enter(residency, i, 1);
    }

    residency.fill(0.25);

    assertThat(kept).hasSize(25);
    assertThat(residency.maximumSize()).hasValue(100);
  }

  /** Else a cache with a small bound would hold nothing. */
  @Test
  void fill_aPartOfAnEntry_leavesRoomForOne() {
    Residency<Integer> residency = telling(sized(1));
    residency.fill(0.1);

    enter(residency, 1, 1);
    enter(residency, 2, 1);

    assertThat(kept).hasSize(1);
  }

  @Test
  void resize_keepsThePart() {
    Residency<Integer> residency = telling(sized(100));
    residency.fill(0.5);
    residency.resize(1_000);
    for (int i = 0; i < 2_000; i++) {
      enter(residency, i, 1);
    }

    assertThat(kept).hasSize(500);
    assertThat(residency.maximumSize()).hasValue(1_000);
  }

  /** Backups that fall unevenly to a member take from what it leads, but no more than half of it. */
  @Test
  void keepBesides_moreThanItsPart_leavesWhatIsLeft() {
    Residency<Integer> residency = telling(sized(1_000));
    residency.fill(0.5);
    for (int i = 0; i < 1_000; i++) {
      enter(residency, i, 1);
    }
    keepBesides(residency, 500);
    assertThat(kept).hasSize(500);

    keepBesides(residency, 100);
    assertThat(kept).hasSize(400);

    keepBesides(residency, 10_000);
    assertThat(kept).hasSize(250);

    keepBesides(residency, -10_300);
    for (int i = 1_000; i < 2_000; i++) {
      enter(residency, i, 1);
    }
    assertThat(kept).hasSize(500);
  }

  /** Many entries that come at once are in a backup until their primary has chosen among them. */
  @Test
  void keepBesides_forAMoment_takesNoRoom() {
    Residency<Integer> residency = telling(sized(100));
    residency.fill(0.5);
    for (int i = 0; i < 100; i++) {
      enter(residency, i, 1);
    }

    residency.keepBesides(1_000);
    residency.level();
    residency.keepBesides(-1_000);
    residency.level();

    assertThat(kept).hasSize(50);
  }

  private static void keepBesides(Residency<Integer> residency, long more) {
    residency.keepBesides(more);
    residency.level();
    residency.level();
  }

  @Test
  void leave_makesRoom() {
    Residency<Integer> residency = telling(sized(2));
    enter(residency, 1, 1);
    enter(residency, 2, 1);
    residency.leave(1);
    kept.remove(1);

    enter(residency, 3, 1);

    assertThat(kept).containsOnlyKeys(2, 3);
  }

  @Test
  void weights_areSummedUp() {
    Residency<Integer> residency = telling(new Bound(OptionalLong.empty(), OptionalLong.of(1_000)));
    for (int i = 0; i < 500; i++) {
      enter(residency, i, i % 20);
    }

    assertThat(kept.values().stream().mapToInt(CachedValue::weight).sum()).isBetween(900, 1_000);
    assertThat(kept).containsKey(0); // it weighs nothing
    assertThat(residency.maximumWeight()).hasValue(1_000);
    assertThat(residency.maximumSize()).isEmpty();
  }

  @Test
  void tooHeavyByItself_goesAtOnce() {
    Residency<Integer> residency = telling(new Bound(OptionalLong.empty(), OptionalLong.of(10)));
    enter(residency, 1, 10);
    enter(residency, 2, 11);

    assertThat(kept).containsOnlyKeys(1);
  }

  /** What is read stays before what is not. */
  @Test
  void touch_ofAnEntry_keepsIt() {
    Residency<Integer> residency = telling(sized(100));
    for (int i = 0; i < 100; i++) {
      enter(residency, i, 1);
    }
    for (int i = 0; i < 20_000; i++) {
      residency.touch(i % 10);
    }

    for (int i = 1_000; i < 1_500; i++) {
      enter(residency, i, 1);
    }

    assertThat(kept).containsKeys(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  /** The member that is told must be able to see that the entry was written since. */
  @Test
  void chosen_isTheVersionThatWasChosen() {
    Map<Integer, CachedValue> told = new HashMap<>();
    Residency<Integer> residency = new Residency<>(sized(1), () -> {});
    residency.tell(told::put, () -> {});
    CachedValue first = entry(1);
    CachedValue second = entry(1);
    residency.enter(1, first);
    residency.enter(1, second);

    residency.fill(0);

    assertThat(told).hasSize(1);
    assertThat(told.get(1)).isSameAs(second);
  }

  @Test
  void unbounded_letsAllStay() {
    Residency<Integer> residency = Residency.unbounded();
    residency.tell(kept::remove, () -> {});
    for (int i = 0; i < 1_000; i++) {
      enter(residency, i, 1);
      residency.touch(i);
    }
    residency.fill(0);

    assertThat(kept).hasSize(1_000);
    assertThat(residency.isBounded()).isFalse();
    assertThat(residency.maximumSize()).isEmpty();
    assertThat(residency.maximumWeight()).isEmpty();
  }

  private void enter(Residency<Integer> residency, int key, int weight) {
    CachedValue entry = entry(weight);
    kept.put(key, entry);
    residency.enter(key, entry);
  }

  private Residency<Integer> telling(Bound bound) {
    Residency<Integer> residency = new Residency<>(bound, () -> {});
    residency.tell(kept::remove, () -> {});
    return residency;
  }

  private static CachedValue entry(int weight) {
    return EntryShape.WEIGHED.create("v", Deadline.NEVER, weight);
  }

  private static Bound sized(long size) {
    return new Bound(OptionalLong.of(size), OptionalLong.empty());
  }
}
