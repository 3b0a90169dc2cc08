// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.Version;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.testing.ScriptedPolicy;
import java.util.List;
import javax.cache.processor.EntryProcessor;
import org.junit.jupiter.api.Test;

/** What a processor does to an entry that it saw elsewhere. */
final class ProcessorEffectTest {
  private static final CachedValue ENTRY = entry(1);

  private static CachedValue entry(long stamp) {
    return EntryShape.versioned(
        new ManualContext.Stored("old"), Deadline.NEVER, 1, new Version(stamp, 1));
  }

  private static ProcessorEffect<String, String> effect(
      CachedValue seen, EntryProcessor<String, String, Object> processor) {
    return ProcessorEffect.of(
        Invoke.of(processor).apply(seen, new ManualContext(new ScriptedPolicy())));
  }

  private static Outcome<Boolean> applied(
      CachedValue before, ProcessorEffect<String, String> effect) {
    return effect.apply(before, new ManualContext(new ScriptedPolicy()));
  }

  @Test
  void set_ofTheEntryThatWasSeen_isAsAtTheEntry() {
    ProcessorEffect<String, String> effect = effect(ENTRY, (entry, arguments) -> {
      entry.setValue("new");
      return null;
    });

    Outcome<Boolean> outcome = applied(entry(1), effect);

    assertThat(outcome.result()).isTrue();
    assertThat(outcome.change()).isEqualTo(Change.UPDATED);
    assertThat(outcome.after().stored()).isEqualTo(new ManualContext.Stored("new"));
    assertThat(outcome.write()).isEqualTo(SourceWrite.of(new ManualContext.Stored("new")));
    assertThat(outcome.fencesLoads()).isTrue();
  }

  @Test
  void set_ofAnEntryThatWasWrittenSince_doesNothing() {
    ProcessorEffect<String, String> effect = effect(ENTRY, (entry, arguments) -> {
      entry.setValue("new");
      return null;
    });

    for (CachedValue other : new CachedValue[] {entry(2), null}) {
      Outcome<Boolean> outcome = applied(other, effect);

      assertThat(outcome.result()).isFalse();
      assertThat(outcome.change()).isEqualTo(Change.NONE);
      assertThat(outcome.write()).isEqualTo(SourceWrite.NONE);
    }
  }

  @Test
  void set_whereNoEntryWas_createsUnlessThereIsOne() {
    ProcessorEffect<String, String> effect = effect(null, (entry, arguments) -> {
      entry.setValue("new");
      return null;
    });

    assertThat(applied(null, effect).change()).isEqualTo(Change.CREATED);
    assertThat(applied(ENTRY, effect).result()).isFalse();
  }

  @Test
  void remove_deletesInTheSourceToo() {
    ProcessorEffect<String, String> effect = effect(ENTRY, (entry, arguments) -> {
      entry.remove();
      return null;
    });

    Outcome<Boolean> outcome = applied(entry(1), effect);

    assertThat(outcome.change()).isEqualTo(Change.REMOVED);
    assertThat(outcome.write()).isEqualTo(SourceWrite.DELETE);
    assertThat(applied(entry(2), effect).write()).isEqualTo(SourceWrite.NONE);
  }

  @Test
  void read_changesNothing() {
    ProcessorEffect<String, String> effect = effect(ENTRY, (entry, arguments) -> entry.getValue());

    Outcome<Boolean> outcome = applied(entry(1), effect);

    assertThat(effect.kind()).isEqualTo(ProcessorEffect.Kind.READ);
    assertThat(outcome.change()).isEqualTo(Change.NONE);
    assertThat(outcome.result()).isTrue();
  }

  @Test
  void counts_areThoseOfTheProcessorAtTheEntry() {
    List<EntryProcessor<String, String, Object>> processors = List.of(
        (entry, arguments) -> entry.getValue(),
        (entry, arguments) -> entry.exists(),
        (entry, arguments) -> {
          entry.setValue("new");
          return null;
        },
        (entry, arguments) -> {
          entry.remove();
          return null;
        });

    for (EntryProcessor<String, String, Object> processor : processors) {
      for (CachedValue before : new CachedValue[] {ENTRY, null}) {
        Counts atTheEntry = Invoke.of(processor)
            .apply(before, new ManualContext(new ScriptedPolicy()))
            .counts();

        assertThat(applied(before, effect(before, processor)).counts()).isEqualTo(atTheEntry);
      }
    }
    assertThat(applied(entry(2), effect(ENTRY, processors.get(2))).counts())
        .isEqualTo(Counts.NOTHING);
  }
}
