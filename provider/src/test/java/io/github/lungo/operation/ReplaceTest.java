// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import static io.github.lungo.operation.ManualContext.NOW;
import static io.github.lungo.operation.ManualContext.entryOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.operation.ManualContext.Stored;
import io.github.lungo.testing.ScriptedPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplaceTest {
  private static final Stored NEW = new Stored("new");

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "old")
  void replace_absent_missesAndAsksNothing(String expected) {
    ScriptedPolicy policy = new ScriptedPolicy();

    Outcome<Boolean> outcome =
        new Replace<String, String>(expected, NEW).apply(null, new ManualContext(policy));

    assertThat(outcome)
        .isEqualTo(new Outcome<>(
            Change.NONE, null, null, SourceWrite.NONE, false, new Counts(0, 1, 0, 0), false));
    assertThat(policy.takeCalls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    ",NULL", ",ZERO", ",POSITIVE", ",ETERNAL", ",THROWING",
    "old,NULL", "old,ZERO", "old,POSITIVE", "old,ETERNAL", "old,THROWING"
  })
  void replace_match_followsUpdateExpiry(String expected, Lifetime update) {
    ScriptedPolicy policy = new ScriptedPolicy().update(update.answer());
    CachedValue before = entryOf("old", NOW + 77);

    Outcome<Boolean> outcome =
        new Replace<String, String>(expected, NEW).apply(before, new ManualContext(policy));

    assertThat(policy.takeCalls()).containsExactly("update");
    assertThat(outcome.change())
        .isEqualTo(update == Lifetime.ZERO ? Change.UPDATED_TO_EXPIRE : Change.UPDATED);
    assertThat(outcome.before()).isSameAs(before);
    assertThat(outcome.after().stored()).isSameAs(NEW);
    assertThat(outcome.after().deadline()).isEqualTo(update.deadline(NOW + 77));
    assertThat(outcome.write()).isEqualTo(SourceWrite.of(NEW));
    assertThat(outcome.fencesLoads()).isTrue();
    assertThat(outcome.counts()).isEqualTo(new Counts(1, 0, 1, 0));
    assertThat(outcome.result()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Lifetime.class)
  void replace_mismatch_isAnAccess(Lifetime access) {
    ScriptedPolicy policy = new ScriptedPolicy().access(access.answer());
    CachedValue before = entryOf("old", NOW + 77);

    Outcome<Boolean> outcome =
        new Replace<String, String>("other", NEW).apply(before, new ManualContext(policy));

    assertThat(policy.takeCalls()).containsExactly("access");
    assertThat(outcome)
        .isEqualTo(new Outcome<>(
            Change.NONE, before, before, SourceWrite.NONE, false, new Counts(1, 0, 0, 0), false));
    assertThat(before.deadline()).isEqualTo(access.deadline(NOW + 77));
  }
}
