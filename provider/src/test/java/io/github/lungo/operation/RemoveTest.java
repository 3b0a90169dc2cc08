// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import static io.github.lungo.operation.ManualContext.NOW;
import static io.github.lungo.operation.ManualContext.entryOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.operation.Remove.Kind;
import io.github.lungo.testing.ScriptedPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RemoveTest {
  private final ScriptedPolicy policy = new ScriptedPolicy();
  private final CachedValue before = entryOf("old", NOW + 77);

  /** Returns an operation of the kind, one that the entry {@link #before} satisfies. */
  private Remove<String, String> matching(Kind kind) {
    return switch (kind) {
      case ANY, IF_PRESENT, GET_AND_REMOVE -> Remove.any(kind);
      case IF_EQUAL -> Remove.ifEqualTo("old");
      case IF_SAME_VERSION -> Remove.ifStill(before);
      case UNFOUND -> Remove.unfound(before);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "ANY,            true,  true,  0",
    "IF_PRESENT,     false, true,  0",
    "GET_AND_REMOVE, true,  true,  1",
    "IF_EQUAL,       false, false, 1",
    "IF_SAME_VERSION,false, true,  0",
    "UNFOUND,        false, false, 0"
  })
  void remove_absent_deletesOnlyUnconditionally(
      Kind kind, boolean deletes, boolean fences, int misses) {
    Outcome<Boolean> outcome = matching(kind).apply(null, new ManualContext(policy));

    assertThat(outcome)
        .isEqualTo(new Outcome<>(
            Change.NONE,
            null,
            null,
            deletes ? SourceWrite.DELETE : SourceWrite.NONE,
            fences,
            new Counts(0, misses, 0, 0),
            false));
    assertThat(policy.takeCalls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ANY,0", "IF_PRESENT,0", "GET_AND_REMOVE,1", "IF_EQUAL,1", "IF_SAME_VERSION,0"})
  void remove_match_removesAndAsksNoPolicy(Kind kind, int hits) {
    Outcome<Boolean> outcome = matching(kind).apply(before, new ManualContext(policy));

    assertThat(outcome)
        .isEqualTo(new Outcome<>(
            Change.REMOVED,
            before,
            null,
            SourceWrite.DELETE,
            true,
            new Counts(hits, 0, 0, 1),
            true));
    assertThat(policy.takeCalls()).isEmpty();
  }

  @Test
  void unfound_thatVersion_removesItAndNothingElse() {
    Outcome<Boolean> outcome = matching(Kind.UNFOUND).apply(before, new ManualContext(policy));

    assertThat(outcome)
        .isEqualTo(new Outcome<>(
            Change.REMOVED, before, null, SourceWrite.NONE, false, Counts.NOTHING, true));
  }

  @Test
  void unfound_otherVersion_leavesIt() {
    CachedValue newer = entryOf("old", NOW + 77);

    assertThat(Remove.<String, String>unfound(before).apply(newer, new ManualContext(policy)))
        .extracting(Outcome::change)
        .isEqualTo(Change.NONE);
  }

  @ParameterizedTest
  @EnumSource(Lifetime.class)
  void remove_otherValue_isAnAccess(Lifetime access) {
    policy.access(access.answer());

    Outcome<Boolean> outcome =
        Remove.<String, String>ifEqualTo("other").apply(before, new ManualContext(policy));

    assertThat(outcome)
        .isEqualTo(new Outcome<>(
            Change.NONE, before, before, SourceWrite.NONE, false, new Counts(1, 0, 0, 0), false));
    assertThat(policy.takeCalls()).containsExactly("access");
    assertThat(before.deadline()).isEqualTo(access.deadline(NOW + 77));
  }

  @Test
  void remove_newerVersionOfEqualValue_leavesIt() {
    CachedValue newer = entryOf("old", NOW + 77);

    Outcome<Boolean> outcome =
        Remove.<String, String>ifStill(before).apply(newer, new ManualContext(policy));

    assertThat(outcome)
        .isEqualTo(new Outcome<>(
            Change.NONE, newer, newer, SourceWrite.NONE, false, new Counts(0, 0, 0, 0), false));
    assertThat(policy.takeCalls()).isEmpty();
  }
}
