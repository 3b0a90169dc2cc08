// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.operation.BatchOutcome;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;
import io.github.lungo.testing.RecordingListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Write-through, of single entries and of batches. */
@Timeout(10)
final class BatchTest {
  private final List<String> written = new ArrayList<>();
  private final RecordingWriter writer = new RecordingWriter();
  private final EngineFixture cache = new EngineFixture().writer(writer).listening();

  /** A writer that does to its batches what the test says. */
  private final class RecordingWriter implements CacheWriter<Object, String> {
    private RuntimeException failure;
    private Consumer<Collection<?>> onBatch = batch -> {};

    @Override
    public void write(Cache.Entry<? extends Object, ? extends String> entry) {
      record("write " + entry.getKey() + "=" + entry.getValue());
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends Object, ? extends String>> entries) {
      List<String> texts = new ArrayList<>();
      entries.forEach(entry -> texts.add(entry.getKey() + "=" + entry.getValue()));
      onBatch.accept(entries);
      record("writeAll " + texts);
    }

    @Override
    public void delete(Object key) {
      record("delete " + key);
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      String text = "deleteAll " + keys;
      onBatch.accept(keys);
      record(text);
    }

    private void record(String call) {
      written.add(call);
      if (failure != null) {
        throw failure;
      }
    }
  }

  private static Consumer<Collection<?>> taking(int count) {
    return batch -> {
      Iterator<?> each = batch.iterator();
      for (int i = 0; i < count; i++) {
        each.next();
        each.remove();
      }
    };
  }

  private static Map<Object, Put<Object, String>> puts(String... keys) {
    Map<Object, Put<Object, String>> puts = new LinkedHashMap<>();
    for (String key : keys) {
      puts.put(key, Put.of("new", Put.Kind.PUT));
    }
    return puts;
  }

  private static Map<Object, Remove<Object, String>> removes(Remove.Kind kind, String... keys) {
    Map<Object, Remove<Object, String>> removes = new LinkedHashMap<>();
    for (String key : keys) {
      removes.put(key, Remove.any(kind));
    }
    return removes;
  }

  private String contents() {
    return Stream.of("a", "b", "c")
        .map(key -> key + "=" + cache.get(key))
        .toList()
        .toString();
  }

  private void fill(String... keys) {
    for (String key : keys) {
      cache.put(key, "old");
    }
    cache.listener.take();
    written.clear();
  }

  @Test
  void executeAll_puts_writesOnceInOrder() {
    fill("b");

    BatchOutcome batch = cache.engine().executeAll(puts("c", "a", "b"));

    assertThat(batch.failure()).isNull();
    assertThat(batch.outcomes()).hasSize(3);
    assertThat(written).containsExactly("writeAll [c=new, a=new, b=new]");
    assertThat(contents()).isEqualTo("[a=new, b=new, c=new]");
    assertThat(cache.listener.take())
        .containsExactly("CREATED c=new", "CREATED a=new", "UPDATED b=new (old)");
  }

  @Test
  void executeAll_removes_deletesAbsentKeysToo() {
    fill("b");

    cache.engine().executeAll(removes(Remove.Kind.ANY, "c", "b"));

    assertThat(written).containsExactly("deleteAll [c, b]");
    assertThat(cache.listener.take()).containsExactly("REMOVED b=old (old)");
  }

  @Test
  void executeAll_removesOfWhatIsThere_deletesNothingElse() {
    fill("b");

    cache.engine().executeAll(removes(Remove.Kind.IF_PRESENT, "c", "b"));
    cache.engine().executeAll(removes(Remove.Kind.IF_PRESENT, "c", "b"));

    assertThat(written).containsExactly("deleteAll [b]");
  }

  @Test
  void executeAll_nothing_callsNoWriter() {
    assertThat(cache.engine().executeAll(Map.of()).outcomes()).isEmpty();
    assertThat(written).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void executeAll_putsPartlyFail_appliesTheRest(int taken) {
    fill("a", "b", "c");
    writer.onBatch = taking(taken);
    writer.failure = new IllegalStateException("boom");

    BatchOutcome batch = cache.engine().executeAll(puts("a", "b", "c"));

    assertThat(batch.failure())
        .isInstanceOf(CacheWriterException.class)
        .hasRootCauseMessage("boom");
    assertThat(batch.outcomes()).hasSize(taken);
    assertThat(contents())
        .isEqualTo(
            List.of("[a=old, b=old, c=old]", "[a=new, b=old, c=old]", "[a=new, b=new, c=old]")
                .get(taken));
    assertThat(cache.listener.take()).hasSize(taken);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void executeAll_removesPartlyFail_appliesTheRest(int taken) {
    fill("a", "b", "c");
    writer.onBatch = taking(taken);
    writer.failure = new IllegalStateException("boom");

    BatchOutcome batch = cache.engine().executeAll(removes(Remove.Kind.ANY, "a", "b", "c"));

    assertThat(batch.failure()).isInstanceOf(CacheWriterException.class);
    assertThat(contents())
        .isEqualTo(
            List.of("[a=old, b=old, c=old]", "[a=null, b=old, c=old]", "[a=null, b=null, c=old]")
                .get(taken));
    assertThat(cache.listener.take()).hasSize(taken);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void executeAll_writerLeavesSomeAndReturns_countsAllAsWritten(int taken) {
    writer.onBatch = taking(taken);

    BatchOutcome batch = cache.engine().executeAll(puts("a", "b", "c"));

    assertThat(batch.failure()).isNull();
    assertThat(contents()).isEqualTo("[a=new, b=new, c=new]");
  }

  @Test
  void executeAll_error_changesNothingAndLeavesNoLock() {
    fill("a");
    writer.onBatch = batch -> {
      throw new AssertionError("boom");
    };

    BatchOutcome outcome = cache.engine().executeAll(puts("a", "b"));

    assertThat(outcome.failure()).isInstanceOf(AssertionError.class).hasMessage("boom");
    assertThat(contents()).isEqualTo("[a=old, b=null, c=null]");
    writer.onBatch = batch -> {};
    cache.engine().executeAll(puts("a", "b"));
    assertThat(contents()).isEqualTo("[a=new, b=new, c=null]");
  }

  static Stream<Throwable> failures() {
    return Stream.of(new CacheEntryListenerException("boom"), new AssertionError("boom"));
  }

  private static RecordingListener<Object, String> failing(Throwable failure) {
    return new RecordingListener<>(event -> {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    });
  }

  @ParameterizedTest
  @MethodSource("failures")
  void executeAll_listenerFails_theRestGoesOn(Throwable failure) {
    EngineFixture fixture = new EngineFixture(failing(failure)).listening();

    BatchOutcome batch = fixture.engine().executeAll(puts("a", "b", "c"));

    assertThat(batch.failure()).isSameAs(failure);
    assertThat(batch.outcomes()).hasSize(3);
    assertThat(fixture.listener.take())
        .containsExactly("CREATED a=new", "CREATED b=new", "CREATED c=new");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void executeAll_writeThroughAndListenerFails_theRestIsTold(Throwable failure) {
    EngineFixture fixture = new EngineFixture(failing(failure)).writer(writer).listening();

    BatchOutcome batch = fixture.engine().executeAll(puts("a", "b", "c"));

    assertThat(batch.failure()).isSameAs(failure);
    assertThat(fixture.listener.take())
        .containsExactly("CREATED a=new", "CREATED b=new", "CREATED c=new");
  }

  /** Operations that write through, and what they write to a cache that has {@code a=old}. */
  static Stream<EntryOperation<Object, String, ?>> writes() {
    return Stream.of(
        Put.of("new", Put.Kind.PUT),
        Put.of("new", Put.Kind.GET_AND_PUT),
        new Replace<>(null, "new"),
        new Replace<>("old", "new"),
        Remove.any(Remove.Kind.ANY),
        Remove.any(Remove.Kind.IF_PRESENT),
        Remove.any(Remove.Kind.GET_AND_REMOVE),
        Remove.ifEqualTo("old"));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void execute_writerFails_entryStaysAsItWas(EntryOperation<Object, String, ?> operation) {
    fill("a");
    Object before = cache.engine().read("a");
    writer.failure = new IllegalStateException("boom");

    assertThatExceptionOfType(CacheWriterException.class)
        .isThrownBy(() -> cache.engine().execute("a", operation, outcome -> {}))
        .withCauseInstanceOf(IllegalStateException.class);

    assertThat(cache.engine().read("a")).isSameAs(before);
    assertThat(cache.listener.take()).isEmpty();
    assertThat(written).hasSize(1);
  }

  @Test
  void invoke_writerFails_entryStaysAsItWas() {
    fill("a");
    writer.failure = new IllegalStateException("boom");

    assertThatExceptionOfType(CacheWriterException.class)
        .isThrownBy(() -> cache.invoke("a", (entry, arguments) -> {
          entry.setValue("new");
          return null;
        }));

    assertThat(contents()).isEqualTo("[a=old, b=null, c=null]");
    assertThat(cache.listener.take()).isEmpty();
  }

  @Test
  void invoke_processorFails_writesNothing() {
    fill("a");

    assertThatExceptionOfType(EntryProcessorException.class)
        .isThrownBy(() -> cache.invoke("a", (entry, arguments) -> {
          entry.remove();
          throw new IllegalStateException("boom");
        }));

    assertThat(written).isEmpty();
    assertThat(contents()).isEqualTo("[a=old, b=null, c=null]");
    assertThat(cache.listener.take()).isEmpty();
  }

  @Test
  void execute_writerSeesTheOldEntry_asItIsCalledFirst() {
    fill("a");
    List<String> seen = new ArrayList<>();
    EngineFixture[] self = new EngineFixture[1];
    self[0] = new EngineFixture().writer(new CacheWriter<>() {
      @Override
      public void write(Cache.Entry<? extends Object, ? extends String> entry) {
        seen.add(self[0].get("a"));
      }

      @Override
      public void writeAll(Collection<Cache.Entry<? extends Object, ? extends String>> entries) {}

      @Override
      public void delete(Object key) {}

      @Override
      public void deleteAll(Collection<?> keys) {}
    });

    self[0].put("a", "1");
    self[0].put("a", "2");

    assertThat(seen).containsExactly(null, "1");
  }

  /** A key that fails, by its hash, from some moment on, or brings such a moment about. */
  private record TrickyKey(String name, Runnable whenHashed) {
    @Override
    public int hashCode() {
      whenHashed.run();
      return name.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof TrickyKey same && same.name.equals(name);
    }
  }

  private void putAll(Object... keys) {
    Map<Object, Put<Object, String>> puts = new LinkedHashMap<>();
    for (Object key : keys) {
      puts.put(key, Put.of("new", Put.Kind.PUT));
    }
    cache.engine().executeAll(puts);
  }

  /** The first key fails when its event is queued, after all have been stored. */
  @Test
  void writeAll_keyFailsAtTheEndOfItsStep_leavesNoKeyLocked() {
    AtomicInteger hashesOfTheLast = new AtomicInteger();
    AtomicInteger allowed = new AtomicInteger(Integer.MAX_VALUE);
    TrickyKey first = new TrickyKey("a", () -> {
      if (hashesOfTheLast.get() >= allowed.get()) {
        throw new IllegalStateException("no hash");
      }
    });
    TrickyKey last = new TrickyKey("c", hashesOfTheLast::incrementAndGet);
    putAll(first, "b", last);
    allowed.set(2 * hashesOfTheLast.get() - 1); // the last but one of the second time: it is stored

    assertThatThrownBy(() -> putAll(first, "b", last)).hasMessageContaining("no hash");

    allowed.set(Integer.MAX_VALUE);
    for (Object key : List.of(first, "b", last)) {
      assertThat(cache.put(key, "again").result()).isTrue();
    }
  }

  @Test
  void writeAll_keyFailsWhileLocksAreTaken_leavesNoKeyLocked() {
    AtomicInteger hashes = new AtomicInteger();
    AtomicInteger allowed = new AtomicInteger(Integer.MAX_VALUE);
    TrickyKey failing = new TrickyKey("c", () -> {
      if (hashes.incrementAndGet() > allowed.get()) {
        throw new IllegalStateException("no hash");
      }
    });
    allowed.set(1); // to be put into the map of operations

    assertThatThrownBy(() -> putAll("a", "b", failing)).hasMessageContaining("no hash");

    allowed.set(Integer.MAX_VALUE);
    for (Object key : List.of("a", "b", failing)) {
      assertThat(cache.put(key, "again").result()).isTrue();
    }
  }
}
