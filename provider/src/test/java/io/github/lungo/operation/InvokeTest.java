// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import static io.github.lungo.operation.ManualContext.NOW;
import static io.github.lungo.operation.ManualContext.entryOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.operation.ManualContext.Stored;
import io.github.lungo.testing.ScriptedPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.integration.CacheLoaderException;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.MutableEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("StringSplitter") // texts of this test have no empty ends
final class InvokeTest {
  private final ScriptedPolicy policy = new ScriptedPolicy();
  private final ManualContext context = new ManualContext(policy);
  private final CachedValue before = entryOf("old", NOW + 77);

  private static <T> Outcome<T> invoke(
      CachedValue entry, ManualContext context, EntryProcessor<String, String, T> processor) {
    return new Invoke<String, String, T>(processor, List.of()).apply(entry, context);
  }

  private static Outcome<Object> script(CachedValue entry, ManualContext context, String steps) {
    return invoke(entry, context, (mutable, arguments) -> {
      for (String step : steps.split(" ")) {
        play(mutable, step);
      }
      return null;
    });
  }

  private static void play(MutableEntry<String, String> entry, String step) {
    switch (step) {
      case "exists" -> entry.exists();
      case "get" -> entry.getValue();
      case "remove" -> entry.remove();
      case "set" -> entry.setValue("new");
      case "key" -> entry.getKey();
      default -> throw new IllegalArgumentException(step);
    }
  }

  /** Net effects: script, change, kind of write, fences, hits, misses, puts, removals, calls of the policy, loads. */
  @ParameterizedTest
  @CsvSource({
    "key,                   NONE,    NONE,   false, 0, 0, ''",
    "exists,                NONE,    NONE,   false, 0, 0, ''",
    "get,                   NONE,    NONE,   false, 0, 0, access",
    "get get exists,        NONE,    NONE,   false, 0, 0, access",
    "set,                   UPDATED, WRITE,  true,  1, 0, update",
    "set get,               UPDATED, WRITE,  true,  1, 0, update",
    "get set,               UPDATED, WRITE,  true,  1, 0, update",
    "remove set,            UPDATED, WRITE,  true,  1, 0, update",
    "get remove set,        UPDATED, WRITE,  true,  1, 0, update",
    "set set,               UPDATED, WRITE,  true,  1, 0, update",
    "remove,                REMOVED, DELETE, true,  0, 1, ''",
    "get remove,            REMOVED, DELETE, true,  0, 1, ''",
    "set remove,            REMOVED, DELETE, true,  0, 1, ''",
    "remove remove,         REMOVED, DELETE, true,  0, 1, ''",
    "remove set remove,     REMOVED, DELETE, true,  0, 1, ''",
    "remove get exists,     REMOVED, DELETE, true,  0, 1, ''",
  })
  void invoke_present_takesNetEffect(
      String steps,
      Change change,
      SourceWrite.Kind write,
      boolean fences,
      int puts,
      int removals,
      String calls) {
    Outcome<Object> outcome = script(before, context, steps);

    assertThat(outcome.change()).isEqualTo(change);
    assertThat(outcome.write().kind()).isEqualTo(write);
    assertThat(outcome.fencesLoads()).isEqualTo(fences);
    assertThat(outcome.counts()).isEqualTo(new Counts(1, 0, puts, removals));
    assertThat(String.join(" ", policy.takeCalls())).isEqualTo(calls);
    assertThat(outcome.before()).isSameAs(before);
    assertThat(outcome.after() == null ? null : outcome.after().stored())
        .isEqualTo(
            change == Change.UPDATED
                ? new Stored("new")
                : change == Change.REMOVED ? null : new Stored("old"));
    assertThat(context.loads()).isZero();
  }

  /** The same for an absent entry whose source has no value. */
  @ParameterizedTest
  @CsvSource({
    "key,                   NONE,    NONE,   false, 0, ''",
    "exists,                NONE,    NONE,   false, 0, ''",
    "get,                   NONE,    NONE,   false, 0, ''",
    "get exists get,        NONE,    NONE,   false, 0, ''",
    "set,                   CREATED, WRITE,  true,  1, creation",
    "set get exists,        CREATED, WRITE,  true,  1, creation",
    "get set,               CREATED, WRITE,  true,  1, creation",
    "remove set,            CREATED, WRITE,  true,  1, creation",
    "set remove set,        CREATED, WRITE,  true,  1, creation",
    "set remove,            NONE,    NONE,   false, 0, ''",
    "get set remove,        NONE,    NONE,   false, 0, ''",
    "set remove remove,     NONE,    NONE,   false, 0, ''",
    "set remove get exists, NONE,    NONE,   false, 0, ''",
    "remove,                NONE,    DELETE, true,  0, ''",
    "get remove,            NONE,    DELETE, true,  0, ''",
    "remove remove,         NONE,    DELETE, true,  0, ''",
  })
  void invoke_absent_takesNetEffect(
      String steps, Change change, SourceWrite.Kind write, boolean fences, int puts, String calls) {
    Outcome<Object> outcome = script(null, context, steps);

    assertThat(outcome.change()).isEqualTo(change);
    assertThat(outcome.write().kind()).isEqualTo(write);
    assertThat(outcome.fencesLoads()).isEqualTo(fences);
    assertThat(outcome.counts()).isEqualTo(new Counts(0, 1, puts, 0));
    assertThat(String.join(" ", policy.takeCalls())).isEqualTo(calls);
    assertThat(outcome.before()).isNull();
    assertThat(outcome.after() == null ? null : outcome.after().stored())
        .isEqualTo(change == Change.CREATED ? new Stored("new") : null);
  }

  /** The same for an absent entry whose source has the value {@code loaded}. */
  @ParameterizedTest
  @CsvSource({
    "exists,       NONE,    NONE,   false, 0, '',       0, ",
    "get,          CREATED, NONE,   true,  0, creation, 1, loaded",
    "get exists,   CREATED, NONE,   true,  0, creation, 1, loaded",
    "get get,      CREATED, NONE,   true,  0, creation, 1, loaded",
    "get set,      CREATED, WRITE,  true,  1, creation, 1, new",
    "set get,      CREATED, WRITE,  true,  1, creation, 0, new",
    "get remove,   NONE,    DELETE, true,  0, '',       1, ",
    "remove get,   NONE,    DELETE, true,  0, '',       0, ",
  })
  void invoke_absentButLoadable_takesNetEffect(
      String steps,
      Change change,
      SourceWrite.Kind write,
      boolean fences,
      int puts,
      String calls,
      int loads,
      String after) {
    context.withLoadable("loaded");

    Outcome<Object> outcome = script(null, context, steps);

    assertThat(outcome.change()).isEqualTo(change);
    assertThat(outcome.write().kind()).isEqualTo(write);
    assertThat(outcome.fencesLoads()).isEqualTo(fences);
    assertThat(outcome.counts()).isEqualTo(new Counts(0, 1, puts, 0));
    assertThat(String.join(" ", policy.takeCalls())).isEqualTo(calls);
    assertThat(context.loads()).isEqualTo(loads);
    assertThat(outcome.after() == null ? null : outcome.after().stored())
        .isEqualTo(after == null ? null : new Stored(after));
  }

  @Test
  void invoke_entry_showsItsOwnChanges() {
    List<Object> seen = new ArrayList<>();

    invoke(null, context.withLoadable("loaded"), (entry, arguments) -> {
      seen.addAll(Arrays.asList(entry.exists(), entry.getValue(), entry.exists()));
      entry.setValue("new");
      seen.addAll(Arrays.asList(entry.exists(), entry.getValue()));
      entry.remove();
      seen.addAll(Arrays.asList(entry.exists(), entry.getValue()));
      return null;
    });

    assertThat(seen).containsExactly(false, "loaded", true, true, "new", false, null);
  }

  @ParameterizedTest
  @EnumSource(Lifetime.class)
  void invoke_setOnAbsent_followsCreationExpiry(Lifetime creation) {
    policy.creation(creation.answer());

    Outcome<Object> outcome = script(null, context, "set");

    boolean isStored = creation != Lifetime.ZERO;
    assertThat(outcome.change()).isEqualTo(isStored ? Change.CREATED : Change.NONE);
    assertThat(outcome.after() != null).isEqualTo(isStored);
    assertThat(outcome.write()).isEqualTo(SourceWrite.of(new Stored("new")));
    assertThat(outcome.counts()).isEqualTo(new Counts(0, 1, isStored ? 1 : 0, 0));
  }

  @ParameterizedTest
  @EnumSource(Lifetime.class)
  void invoke_setOnPresent_followsUpdateExpiry(Lifetime update) {
    policy.update(update.answer());

    Outcome<Object> outcome = script(before, context, "set");

    assertThat(outcome.change())
        .isEqualTo(update == Lifetime.ZERO ? Change.UPDATED_TO_EXPIRE : Change.UPDATED);
    assertThat(outcome.after().deadline()).isEqualTo(update.deadline(NOW + 77));
    assertThat(outcome.counts()).isEqualTo(new Counts(1, 0, 1, 0));
  }

  @ParameterizedTest
  @EnumSource(Lifetime.class)
  void invoke_getOnPresent_followsAccessExpiry(Lifetime access) {
    policy.access(access.answer());

    Outcome<Object> outcome = script(before, context, "get");

    assertThat(outcome.change()).isEqualTo(Change.NONE);
    assertThat(before.deadline()).isEqualTo(access.deadline(NOW + 77));
  }

  @ParameterizedTest
  @EnumSource(Lifetime.class)
  void invoke_loadOnAbsent_followsCreationExpiryAndCountsNoPut(Lifetime creation) {
    policy.creation(creation.answer());

    Outcome<Object> outcome = script(null, context.withLoadable("loaded"), "get");

    assertThat(outcome.change())
        .isEqualTo(creation == Lifetime.ZERO ? Change.NONE : Change.CREATED);
    assertThat(outcome.write()).isEqualTo(SourceWrite.NONE);
    assertThat(outcome.counts()).isEqualTo(new Counts(0, 1, 0, 0));
  }

  @Test
  void invoke_arguments_reachProcessorAsOwnArray() {
    Invoke<String, String, Object> invoke = new Invoke<>(
        (entry, arguments) -> {
          Object first = arguments[0];
          arguments[0] = "spoilt";
          return first;
        },
        List.of("a", 2));

    assertThat(invoke.apply(null, context).result()).isEqualTo("a");
    assertThat(invoke.apply(null, context).result()).isEqualTo("a");
  }

  static Stream<Arguments> uses() {
    return Stream.<Consumer<MutableEntry<String, String>>>of(
            MutableEntry::getKey,
            MutableEntry::getValue,
            MutableEntry::exists,
            MutableEntry::remove,
            entry -> entry.setValue("late"))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("uses")
  void invoke_entryKeptAfterReturn_isDead(Consumer<MutableEntry<String, String>> use) {
    MutableEntry<String, String> kept =
        invoke(before, context, (entry, arguments) -> entry).result();

    assertThatIllegalStateException().isThrownBy(() -> use.accept(kept)).withMessageContaining("k");
  }

  @Test
  void invoke_entryKeptAfterFailure_isDead() {
    List<MutableEntry<String, String>> kept = new ArrayList<>();

    assertThatThrownBy(() -> invoke(before, context, (entry, arguments) -> {
          kept.add(entry);
          throw new IllegalStateException("boom");
        }))
        .isInstanceOf(EntryProcessorException.class);
    assertThatIllegalStateException().isThrownBy(() -> kept.get(0).exists());
  }

  @Test
  void invoke_exception_isWrappedOnce() {
    RuntimeException boom = new IllegalArgumentException("boom");

    assertThatExceptionOfType(EntryProcessorException.class)
        .isThrownBy(() -> invoke(before, context, (entry, arguments) -> {
          entry.setValue("new");
          throw boom;
        }))
        .withCause(boom);
    assertThat(policy.takeCalls()).isEmpty();
  }

  @Test
  void invoke_entryProcessorException_passesAsIs() {
    EntryProcessorException boom = new EntryProcessorException("boom");

    assertThatThrownBy(() -> invoke(before, context, (entry, arguments) -> {
          throw boom;
        }))
        .isSameAs(boom);
  }

  @Test
  void invoke_error_passesAsIs() {
    Error boom = new AssertionError("boom");

    assertThatThrownBy(() -> invoke(before, context, (entry, arguments) -> {
          throw boom;
        }))
        .isSameAs(boom);
  }

  @Test
  void invoke_setNull_fails() {
    assertThatExceptionOfType(EntryProcessorException.class)
        .isThrownBy(() -> invoke(before, context, (entry, arguments) -> {
          entry.setValue(null);
          return null;
        }))
        .withCauseInstanceOf(NullPointerException.class);
  }

  @Test
  void invoke_failingLoad_failsProcessor() {
    EntryProcessor<String, String, Object> reads = (entry, arguments) -> entry.getValue();
    OperationContext<String, String> failing = new FailingLoad(context);

    assertThatExceptionOfType(EntryProcessorException.class)
        .isThrownBy(() -> new Invoke<>(reads, List.of()).apply(null, failing))
        .withCauseInstanceOf(CacheLoaderException.class);
  }

  @ParameterizedTest
  @ValueSource(classes = {MutableEntry.class, ProcessorEntry.class, Object.class})
  void unwrap_knownType_returnsEntry(Class<?> type) {
    Outcome<Object> outcome =
        invoke(before, context, (entry, arguments) -> entry.unwrap(type) == entry);

    assertThat(outcome.result()).isEqualTo(true);
  }

  @Test
  void unwrap_unknownType_isRefused() {
    ProcessorEntry<String, String> entry = new ProcessorEntry<>(before, context);

    assertThatIllegalArgumentException().isThrownBy(() -> entry.unwrap(String.class));
  }

  /** A context whose source fails. */
  private record FailingLoad(ManualContext context) implements OperationContext<String, String> {
    @Override
    public String key() {
      return context.key();
    }

    @Override
    public long now() {
      return context.now();
    }

    @Override
    public io.github.lungo.expiry.ExpiryRules expiry() {
      return context.expiry();
    }

    @Override
    public String valueOf(Object stored) {
      return context.valueOf(stored);
    }

    @Override
    public Object storedFormOf(String value) {
      return context.storedFormOf(value);
    }

    @Override
    public CachedValue entry(Object stored, long deadline) {
      return context.entry(stored, deadline);
    }

    @Override
    public Object load() {
      throw new CacheLoaderException("no source");
    }
  }
}
