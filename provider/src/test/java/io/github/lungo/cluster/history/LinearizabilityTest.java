// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories that are known to be linearizable or not. */
final class LinearizabilityTest {

  private static Verdict check(String history, Allowance... allowances) {
    return Linearizability.allowing(allowances).check(Histories.of(history));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Each kind of call, with and without an entry.
        "a 1-2 get() nothing; a 3-4 put(1) done; a 5-6 get() =1",
        "a 1-2 containsKey() false; a 3-4 put(1) done; a 5-6 containsKey() true",
        "a 1-2 getAndPut(1) nothing; a 3-4 getAndPut(2) =1; a 5-6 get() =2",
        "a 1-2 putIfAbsent(1) true; a 3-4 putIfAbsent(2) false; a 5-6 get() =1",
        "a 1-2 replace(1) false; a 3-4 put(2) done; a 5-6 replace(3) true; a 7-8 get() =3",
        "a 1-2 replace(1,2) false; a 3-4 put(1) done; a 5-6 replace(1,2) true; a 7-8 get() =2",
        "a 1-2 put(1) done; a 3-4 replace(3,2) false; a 7-8 get() =1",
        "a 1-2 getAndReplace(1) nothing; a 3-4 put(2) done; a 5-6 getAndReplace(3) =2; a 7-8 get() =3",
        "a 1-2 remove() false; a 3-4 put(1) done; a 5-6 remove() true; a 7-8 get() nothing",
        "a 1-2 remove(1) false; a 3-4 put(1) done; a 5-6 remove(1) true; a 7-8 get() nothing",
        "a 1-2 put(1) done; a 3-4 remove(2) false; a 5-6 get() =1",
        "a 1-2 getAndRemove() nothing; a 3-4 put(1) done; a 5-6 getAndRemove() =1; a 7-8 get() nothing",
        "a 1-2 add(3) =3; a 3-4 add(4) =7; a 5-6 get() =7",
        "a 1-2 put(1) done; a 3-4 clear() done; a 5-6 get() nothing",
        "a 1-9 load() =5; a 2-3 loader() =5; a 10-11 get() =5",
        "a 1-2 put(1) done; a 3-4 load() =1",
        "a 1-9 load() nothing; a 2-3 loader() nothing",
        // Those who wait for a load get its value, and find it.
        "a 1-9 load() =5; b 2-8 load() =5; a 2-3 loader() =5",
        // Concurrent operations in either order.
        "a 1-9 put(1) done; b 2-8 put(2) done; c 10-11 get() =1",
        "a 1-9 put(1) done; b 2-8 put(2) done; c 10-11 get() =2",
        "a 1-9 put(1) done; b 2-3 get() =1; b 4-5 get() =1",
        "a 1-5 put(1) done; b 5-6 get() nothing",
        // An undecided write is there, or comes much later, or never.
        "a 1-2 put(1) undecided; b 3-4 get() nothing",
        "a 1-2 put(1) undecided; b 3-4 get() =1",
        "a 1-2 put(1) undecided; b 3-4 get() nothing; b 5-6 put(2) done; b 90-91 get() =2; b 92-93 get() =1",
        "a 1-2 add(1) undecided; b 3-4 add(1) =1; b 5-6 add(1) =3",
        "a 1-2 put(1) done; a 3- remove(); b 5-6 get() =1; b 7-8 get() nothing",
        "a 1-9 load(); a 2-3 loader() =5; b 10-11 get() nothing; b 12-13 get() =5",
        // One that failed has no effect.
        "a 1-2 put(1) failed; b 3-4 get() nothing",
        // The value that both wrote is there after either.
        "a 1-9 put(1) done; b 2-3 put(1) done; c 4-5 getAndRemove() =1; c 6-7 get() =1",
      })
  void check_linearizable_findsOrder(String history) {
    Verdict verdict = check(history);

    assertThat(verdict.isLinearizable()).as(verdict.text()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1-2 get() =1",
        "a 1-2 put(1) done; b 3-4 get() nothing",
        "a 1-2 put(1) done; b 3-4 containsKey() false",
        "a 1-2 containsKey() true",
        "a 1-2 put(1) done; b 3-4 getAndPut(2) nothing",
        "a 1-2 getAndPut(1) nothing; b 3-4 get() nothing",
        "a 1-2 put(1) done; b 3-4 putIfAbsent(2) true",
        "a 1-2 putIfAbsent(1) false",
        "a 1-2 putIfAbsent(1) true; b 3-4 get() nothing",
        "a 1-2 replace(1) true",
        "a 1-2 put(1) done; b 3-4 replace(2) false",
        "a 1-2 put(1) done; b 3-4 replace(2) true; b 5-6 get() =1",
        "a 1-2 put(1) done; b 3-4 replace(1,2) false",
        "a 1-2 put(1) done; b 3-4 replace(3,2) true",
        "a 1-2 put(1) done; b 3-4 replace(1,2) true; b 5-6 get() =1",
        "a 1-2 put(1) done; b 3-4 getAndReplace(2) nothing",
        "a 1-2 getAndReplace(2) nothing; b 3-4 get() =2",
        "a 1-2 put(1) done; b 3-4 remove() false",
        "a 1-2 remove() true",
        "a 1-2 put(1) done; b 3-4 remove() true; b 5-6 get() =1",
        "a 1-2 put(1) done; b 3-4 remove(1) false",
        "a 1-2 put(1) done; b 3-4 remove(2) true",
        "a 1-2 put(1) done; b 3-4 remove(1) true; b 5-6 get() =1",
        "a 1-2 put(1) done; b 3-4 getAndRemove() nothing",
        "a 1-2 put(1) done; b 3-4 getAndRemove() =1; b 5-6 get() =1",
        "a 1-2 add(3) =4",
        "a 1-2 add(3) =3; b 3-4 get() nothing",
        "a 1-2 put(1) done; b 3-4 clear() done; b 5-6 get() =1",
        "a 1-2 load() =5",
        "a 1-9 load() =5; a 2-3 loader() =6",
        "a 1-9 load() =5; a 2-3 loader() =5; b 10-11 get() nothing",
        "a 1-2 put(1) done; b 3-9 load() =5; b 4-5 loader() =5",
        // The load ended before: its value is no entry, so who comes later has to load again.
        "a 1-9 load() =5; a 2-3 loader() =5; b 10-11 remove() true; b 12-13 load() =5",
        // A stale read, also in turns: new, old.
        "a 1-2 put(1) done; a 3-4 put(2) done; b 5-6 get() =1",
        "a 1-2 put(1) done; a 3-9 put(2) done; b 4-5 get() =2; c 6-7 get() =1",
        // A lost update.
        "a 1-2 put(1) done; a 3-9 getAndPut(2) =1; b 4-8 getAndPut(3) =1",
        "a 1-2 put(1) done; a 3-9 replace(1,2) true; b 4-8 replace(1,3) true",
        // An invocation that ran twice, and two that ran as one.
        "a 1-2 add(1) =2; b 3-4 get() =2",
        "a 1-2 add(1) =1; b 3-4 get() =2",
        "a 1-9 add(1) =1; b 2-8 add(1) =1",
        "a 1-2 add(1) undecided; b 3-4 get() =2",
        // Two that both found nothing, or both removed the same.
        "a 1-9 putIfAbsent(1) true; b 2-8 putIfAbsent(2) true",
        "a 1-2 put(1) done; a 3-9 remove() true; b 4-8 remove() true",
        // A write without an outcome was seen, and then vanishes.
        "a 1-2 put(1) undecided; b 3-4 get() =1; b 5-6 get() nothing",
        "z 1-2 put(9) done; a 3-4 put(1) undecided; b 5-6 get() =1; b 7-8 get() =9",
        // One that is known to have no effect, has.
        "a 1-2 put(1) failed; b 3-4 get() =1",
        // A value from the future.
        "b 1-2 get() =1; a 3-4 put(1) done",
        "b 1-2 get() =1; a 3- put(1)",
        // It is seen much later, and again after it was overwritten.
        "a 1-2 put(1) undecided; b 3-4 put(2) done; b 5-6 get() =1; b 7-8 put(3) done; b 9-10 get() =1",
      })
  void check_notLinearizable_isViolated(String history) {
    Verdict verdict = check(history);

    assertThat(verdict.isViolated()).as(verdict.text()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1-2 put(1) done; b 3-4 get() nothing",
        "a 1-2 put(1) done; b 3-4 putIfAbsent(2) true; b 5-6 get() =2",
        "a 1-2 put(1) done; b 3-4 remove() false",
        "a 1-9 load() =5; a 2-3 loader() =5; b 10-11 get() nothing",
        "a 1-2 put(5) done; b 3-4 add(1) =1",
      })
  void check_entryGone_needsTheAllowance(String history) {
    assertThat(check(history, Allowance.VANISHING_ENTRIES).isLinearizable()).isTrue();
    assertThat(check(history).isViolated()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1-2 put(1) done; b 3-4 get() nothing; b 5-6 get() =1",
        "a 1-2 put(1) done; b 3-4 put(2) done; b 5-6 get() =1",
        "a 1-2 containsKey() true",
      })
  void check_entriesMayVanish_doNotComeBack(String history) {
    assertThat(check(history, Allowance.VANISHING_ENTRIES).isViolated()).isTrue();
  }

  @Test
  void check_loadOvertakenByRemove_needsTheAllowance() {
    String history =
        "a 1-9 load() =5; a 2-8 loader() =5; b 3-4 remove() false; c 10-11 get() nothing";

    assertThat(check(history, Allowance.UNSTORED_LOADS).isLinearizable()).isTrue();
    assertThat(check(history).isViolated()).isTrue();
  }

  @Test
  void check_loadedBeforeTheCall_isViolatedWithAllAllowances() {
    String history = "a 1-2 loader() =5; a 3-4 load() =5";

    assertThat(check(history, Allowance.values()).isViolated()).isTrue();
  }

  @Test
  void check_severalKeys_looksAtEachAlone() {
    Operation stale = Histories.of("b 5-6 get() =1").operations().get(0).on("other");
    History first = Histories.of("a 1-2 put(1) done; a 3-4 put(2) done");
    History both = History.merged(List.of(first, new History(List.of(stale))));

    Verdict verdict = Linearizability.allowing().check(both);

    assertThat(verdict.text()).startsWith("key 'other'");
    assertThat(Linearizability.allowing().check(first).isLinearizable()).isTrue();
  }

  @Test
  void check_clearOfAllKeys_countsForEachKey() {
    Operation clear =
        Histories.of("a 3-4 clear() done").operations().get(0).on(Operation.EVERY_KEY);
    History stale = Histories.of("a 1-2 put(1) done; b 5-6 get() =1");
    History both = History.merged(List.of(stale, new History(List.of(clear))));

    assertThat(Linearizability.allowing().check(both).isViolated()).isTrue();
    assertThat(Linearizability.allowing().check(stale).isLinearizable()).isTrue();
  }

  @Test
  void check_tooManySteps_saysThatItGaveUp() {
    History history = Histories.of("a 1-9 put(1) done; b 1-9 put(2) done; c 1-9 get() =1");

    Verdict verdict = Linearizability.allowing().within(2).check(history);

    assertThat(verdict.isGivenUp()).isTrue();
    assertThat(verdict.text()).contains("gave up on 3 operations after 2 steps");
  }
}
