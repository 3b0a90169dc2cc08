// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import static io.github.lungo.operation.ManualContext.NOW;
import static io.github.lungo.operation.ManualContext.entryOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.operation.ManualContext.Stored;
import io.github.lungo.operation.Put.Kind;
import io.github.lungo.testing.ScriptedPolicy;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PutTest {
  private static final Stored NEW = new Stored("new");

  private static final Map<Kind, Counts> COUNTS_WHEN_STORED_NEW = Map.of(
      Kind.PUT, new Counts(0, 0, 1, 0),
      Kind.GET_AND_PUT, new Counts(0, 1, 1, 0),
      Kind.IF_ABSENT, new Counts(0, 1, 1, 0),
      Kind.LOADED, new Counts(0, 0, 0, 0),
      Kind.LOADED_IF_ABSENT, new Counts(0, 0, 0, 0),
      Kind.REFRESHED, new Counts(0, 0, 0, 0));

  private static final Map<Kind, Counts> COUNTS_WHEN_BORN_DEAD = Map.of(
      Kind.PUT, new Counts(0, 0, 0, 0),
      Kind.GET_AND_PUT, new Counts(0, 1, 0, 0),
      Kind.IF_ABSENT, new Counts(0, 1, 0, 0),
      Kind.LOADED, new Counts(0, 0, 0, 0),
      Kind.LOADED_IF_ABSENT, new Counts(0, 0, 0, 0),
      Kind.REFRESHED, new Counts(0, 0, 0, 0));

  private static final Map<Kind, Counts> COUNTS_WHEN_PRESENT = Map.of(
      Kind.PUT, new Counts(0, 0, 1, 0),
      Kind.GET_AND_PUT, new Counts(1, 0, 1, 0),
      Kind.IF_ABSENT, new Counts(1, 0, 0, 0),
      Kind.LOADED, new Counts(0, 0, 0, 0),
      Kind.LOADED_IF_ABSENT, new Counts(0, 0, 0, 0),
      Kind.REFRESHED, new Counts(0, 0, 0, 0));

  static Stream<Arguments> kindsAndLifetimes() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(Lifetime.values()).map(time -> Arguments.of(kind, time)));
  }

  private static boolean isFromUser(Kind kind) {
    return kind != Kind.LOADED && kind != Kind.LOADED_IF_ABSENT && kind != Kind.REFRESHED;
  }

  private static boolean isOnlyIfAbsent(Kind kind) {
    return kind == Kind.IF_ABSENT || kind == Kind.LOADED_IF_ABSENT;
  }

  @ParameterizedTest
  @MethodSource("kindsAndLifetimes")
  void put_absent_followsCreationExpiry(Kind kind, Lifetime creation) {
    ScriptedPolicy policy = new ScriptedPolicy().creation(creation.answer());

    Outcome<Boolean> outcome =
        Put.<String, String>of(NEW, kind).apply(null, new ManualContext(policy));

    boolean isStored = creation != Lifetime.ZERO;
    assertThat(policy.takeCalls()).containsExactly("creation");
    assertThat(outcome.change()).isEqualTo(isStored ? Change.CREATED : Change.NONE);
    assertThat(outcome.before()).isNull();
    assertThat(outcome.result()).isEqualTo(isStored);
    assertThat(outcome.write())
        .isEqualTo(isFromUser(kind) ? SourceWrite.of(NEW) : SourceWrite.NONE);
    assertThat(outcome.fencesLoads()).isEqualTo(isFromUser(kind));
    assertThat(outcome.counts())
        .isEqualTo((isStored ? COUNTS_WHEN_STORED_NEW : COUNTS_WHEN_BORN_DEAD).get(kind));
    if (isStored) {
      assertThat(outcome.after().stored()).isSameAs(NEW);
      assertThat(outcome.after().deadline()).isEqualTo(creation.deadline(Deadline.NEVER));
    } else {
      assertThat(outcome.after()).isNull();
    }
  }

  /** What was refreshed lives as if it had been created. */
  @ParameterizedTest
  @MethodSource("kindsAndLifetimes")
  void put_present_followsUpdateExpiry(Kind kind, Lifetime update) {
    boolean isRefresh = kind == Kind.REFRESHED;
    ScriptedPolicy policy = isRefresh
        ? new ScriptedPolicy().creation(update.answer())
        : new ScriptedPolicy().update(update.answer());
    CachedValue before = entryOf("old", NOW + 77);

    Outcome<Boolean> outcome =
        Put.<String, String>of(NEW, kind).apply(before, new ManualContext(policy));

    assertThat(outcome.before()).isSameAs(before);
    assertThat(before.deadline()).isEqualTo(NOW + 77);
    assertThat(outcome.counts()).isEqualTo(COUNTS_WHEN_PRESENT.get(kind));
    assertThat(outcome.result()).isEqualTo(!isOnlyIfAbsent(kind));
    if (isOnlyIfAbsent(kind)) {
      assertThat(policy.takeCalls()).isEmpty();
      assertThat(outcome.change()).isEqualTo(Change.NONE);
      assertThat(outcome.after()).isSameAs(before);
      assertThat(outcome.write()).isEqualTo(SourceWrite.NONE);
      assertThat(outcome.fencesLoads()).isFalse();
      return;
    }
    assertThat(policy.takeCalls()).containsExactly(isRefresh ? "creation" : "update");
    assertThat(outcome.change())
        .isEqualTo(update == Lifetime.ZERO ? Change.UPDATED_TO_EXPIRE : Change.UPDATED);
    assertThat(outcome.after().stored()).isSameAs(NEW);
    assertThat(outcome.after().deadline())
        .isEqualTo(update.deadline(isRefresh ? Deadline.NEVER : NOW + 77));
    assertThat(outcome.write())
        .isEqualTo(isFromUser(kind) ? SourceWrite.of(NEW) : SourceWrite.NONE);
    assertThat(outcome.fencesLoads()).isEqualTo(isFromUser(kind));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void put_withTimeToLive_asksNoPolicy(Kind kind) {
    ScriptedPolicy policy = new ScriptedPolicy();
    Put<String, String> put = new Put<>(NEW, kind, 5);

    Outcome<Boolean> created = put.apply(null, new ManualContext(policy));
    Outcome<Boolean> updated = put.apply(entryOf("old", Deadline.NEVER), new ManualContext(policy));

    assertThat(policy.takeCalls()).isEmpty();
    assertThat(created.after().deadline()).isEqualTo(NOW + 5);
    assertThat(updated.after().deadline())
        .isEqualTo(isOnlyIfAbsent(kind) ? Deadline.NEVER : NOW + 5);
  }

  @Test
  void put_withGreatestTimeToLive_isEternal() {
    Put<String, String> put = new Put<>(NEW, Kind.PUT, Long.MAX_VALUE);

    Outcome<Boolean> outcome = put.apply(null, new ManualContext(new ScriptedPolicy()));

    assertThat(outcome.after().deadline()).isEqualTo(Deadline.NEVER);
  }
}
