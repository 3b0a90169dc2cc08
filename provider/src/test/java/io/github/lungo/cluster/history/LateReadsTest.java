// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which reads come too late for their value. */
final class LateReadsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1-2 put(1) done; a 3-4 put(2) done; b 5-6 get() =1",
        "a 1-2 put(1) done; a 3-4 put(2) done; b 5-6 getAndPut(3) =1",
        "a 1-2 put(1) done; a 3-4 put(2) done; b 5-6 remove(1) true",
        "a 1-2 put(1) done; a 3-4 put(2) done; b 5-6 add(5) =6",
        "a 1-2 put(1) done; a 3-4 replace(2) true; b 5-6 get() =2; b 7-8 get() =1",
        // A load that began before the write was called must not leave its value behind.
        "a 1-2 put(1) done; b 3-9 load() =1; b 3-8 loader() =1; a 4-5 put(2) done; c 10-11 get() =1",
        // Not the newest write, but an older one than the newest but one.
        "a 1-2 put(1) done; a 3-4 put(2) done; c 3-90 put(3) done; b 5-6 get() =1",
      })
  void ofOlderValues_older_finds(String history) {
    assertThat(LateReads.ofOlderValues(Histories.of(history))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1-2 put(1) done; a 3-4 put(2) done; b 5-6 get() =2",
        "a 1-2 put(1) done; a 3-4 put(2) done; b 5-6 get() nothing",
        // Not acknowledged before the read began.
        "a 1-2 put(1) done; a 3-9 put(2) done; b 5-6 get() =1",
        "a 1-2 put(1) done; a 3-4 put(2) undecided; b 5-6 get() =1",
        "a 1-2 put(1) done; a 3-4 put(2) failed; b 5-6 get() =1",
        "a 1-2 put(1) done; a 3-4 replace(2) false; b 5-6 get() =1",
        // In no order.
        "a 1-4 put(1) done; b 3-5 put(2) done; c 6-7 get() =1; c 8-9 get() =2; c 10-11 get() =1",
        "a 1-2 put(1) undecided; a 3-4 put(2) done; b 5-6 get() =1",
        // Loaded again.
        "a 1-2 put(1) done; a 3-4 put(2) done; b 5-9 load() =1; b 6-7 loader() =1; b 10-11 get() =1",
      })
  void ofOlderValues_noneOlder_findsNothing(String history) {
    assertThat(LateReads.ofOlderValues(Histories.of(history))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1-2 put(1) done; a 3-4 remove() true; b 5-6 get() =1",
        "a 1-2 put(1) done; a 3-4 remove() false; b 5-6 get() =1",
        "a 1-2 put(1) done; a 3-4 remove(1) true; b 5-6 get() =1",
        "a 1-2 put(1) done; a 3-4 getAndRemove() =1; b 5-6 get() =1",
        "a 1-2 put(1) done; a 3-4 clear() done; b 5-6 get() nothing; b 7-8 get() =1",
        "a 1-2 put(1) done; b 3-9 load() =1; b 3-8 loader() =1; a 4-5 remove() true; c 10-11 get() =1",
      })
  void ofRemovedValues_backAgain_finds(String history) {
    assertThat(LateReads.ofRemovedValues(Histories.of(history))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1-2 put(1) done; a 3-4 remove() true; b 5-6 get() nothing",
        "a 1-2 put(1) done; a 3-9 remove() true; b 5-6 get() =1",
        "a 1-2 put(1) done; a 3-4 remove() undecided; b 5-6 get() =1",
        "a 1-2 put(1) done; a 3-4 remove(2) false; b 5-6 get() =1",
        "a 1-4 put(1) done; a 3-5 remove() true; b 6-7 get() =1",
        "a 1-2 put(1) undecided; a 3-4 remove() false; b 5-6 get() =1",
        "a 1-2 put(1) done; a 3-4 remove() true; a 5-6 put(1) done; b 7-8 get() =1",
        "a 1-2 put(1) done; a 3-4 remove() true; b 5-9 load() =1; b 6-7 loader() =1; b 10-11 get() =1",
        // An older value, but not a removed one.
        "a 1-2 put(1) done; a 3-4 put(2) done; b 5-6 get() =1",
      })
  void ofRemovedValues_noneBack_findsNothing(String history) {
    assertThat(LateReads.ofRemovedValues(Histories.of(history))).isEmpty();
  }

  @Test
  void ofRemovedValues_clearOfAllKeys_countsForEachKey() {
    Operation clear =
        Histories.of("a 3-4 clear() done").operations().get(0).on(Operation.EVERY_KEY);
    History stale = Histories.of("a 1-2 put(1) done; b 5-6 get() =1");

    History both = History.merged(List.of(stale, new History(List.of(clear))));

    assertThat(LateReads.ofRemovedValues(both)).hasSize(1);
  }

  @Test
  void violation_asText_namesKeyOperationsTimesAndClients() {
    History history = Histories.of("a 1-2 put(1) done; a 3-4 put(2) done; b 5-6 get() =1");

    Violation violation = LateReads.ofOlderValues(history).get(0);

    assertThat(violation.toString())
        .contains(
            "key 'k': an older value",
            "n/a k.put(1) done [1, 2]",
            "n/a k.put(2) done [3, 4]",
            "n/b k.get() =1 [5, 6]");
  }
}
