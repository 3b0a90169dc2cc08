// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the nodes hold at the end, beside what was written. */
final class ContentsTest {
  private static final Map<String, Long> ONE = Map.of(Histories.KEY, 1L);
  private static final Contents BOTH_ONE = new Contents(Map.of("n1", ONE, "n2", ONE));
  private static final Contents NOTHING = new Contents(Map.of("n1", Map.of(), "n2", Map.of()));
  private static final Contents ONE_OF_TWO = new Contents(Map.of("n1", ONE, "n2", Map.of()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1-2 put(1) done",
        "a 1-2 put(2) done; a 3-4 put(1) done",
        "a 1-2 put(2) done; a 3-4 replace(2,1) true; b 5-6 get() =1; b 7-8 putIfAbsent(3) false",
        "a 1-9 put(2) done; b 3-4 put(1) done",
        "a 1-2 add(1) =1; b 3-4 put(3) failed",
        // Any of these may have been the last.
        "a 1-2 put(2) done; b 3-4 put(1) undecided",
        "b 1-2 put(1) undecided; a 3-4 put(2) done",
      })
  void lostWritesOf_lastOnesThere_findsNothing(String history) {
    assertThat(BOTH_ONE.lostWritesOf(Histories.of(history))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1-2 put(2) done",
        "a 1-2 put(1) done; a 3-4 put(2) done",
        "a 1-2 put(1) done; a 3-4 remove() true",
        "a 1-2 put(1) done; a 3-4 clear() done",
        "a 1-2 put(2) done; b 3-4 put(1) failed; b 5-6 replace(9,1) false",
        "a 1-2 put(2) done; b 3-4 load() =2; b 3-4 loader() =1",
      })
  void lostWritesOf_lastOneGone_findsIt(String history) {
    assertThat(BOTH_ONE.lostWritesOf(Histories.of(history))).hasSize(1);
  }

  @Test
  void lostWritesOf_goneOnOneNode_findsIt() {
    History history = Histories.of("a 1-2 put(1) done");

    assertThat(ONE_OF_TWO.lostWritesOf(history).toString())
        .contains("the last write is lost: {n1=1, n2=nothing}", "n/a k.put(1) done [1, 2]");
  }

  @Test
  void lostWritesOf_removedAndLoadedAgain_findsNothing() {
    History history = Histories.of("a 1-2 remove() true; b 3-6 load() =1; b 4-5 loader() =1");

    assertThat(BOTH_ONE.lostWritesOf(history)).isEmpty();
  }

  @Test
  void lostWritesOf_removedAndNothingThere_findsNothing() {
    assertThat(NOTHING.lostWritesOf(Histories.of("a 1-2 put(1) done; a 3-4 remove() true")))
        .isEmpty();
  }

  @Test
  void differences_allTheSame_findsNothing() {
    History history = Histories.of("a 1-2 put(1) done");

    assertThat(BOTH_ONE.differences(history)).isEmpty();
    assertThat(NOTHING.differences(history)).isEmpty();
  }

  @Test
  void differences_entryMissingOnOneNode_findsKeyWithLastWrites() {
    History history = Histories.of("a 1-2 put(1) done; b 3-4 get() =1; b 5-6 remove() undecided");

    assertThat(ONE_OF_TWO.differences(history)).hasSize(1);
    assertThat(ONE_OF_TWO.differences(history).get(0).operations())
        .extracting(operation -> operation.call().toString())
        .containsExactly("put(1)", "remove()");
  }

  @Test
  void differences_otherValueOnOneNode_findsKey() {
    Contents contents = new Contents(Map.of("n1", ONE, "n2", Map.of(Histories.KEY, 2L)));

    assertThat(contents.differences(Histories.of("a 1-2 put(1) done")).toString())
        .contains("{n1=1, n2=2}");
  }
}
