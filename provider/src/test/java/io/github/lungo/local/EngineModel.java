// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.operation.Counts;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Outcome;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;
import io.github.lungo.testing.HeardEvents;
import io.github.lungo.testing.SequentialCache;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.cache.expiry.CreatedExpiryPolicy;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;

/** A local engine, with the methods of {@link SequentialCache}: what Lincheck calls. Thread-safe. */
@Param(name = "key", gen = IntGen.class)
@Param(name = "value", gen = IntGen.class)
@Param(name = "expected", gen = IntGen.class)
public class EngineModel {
  private static final Duration LIFE = Duration.ofMinutes(1);

  final EngineFixture fixture;
  private final HeardEvents heard = new HeardEvents();
  private final ConcurrentLinkedQueue<Counts> counted = new ConcurrentLinkedQueue<>();
  private final boolean listens;

  /** Creates an engine whose entries live for ever, and that nobody listens to. */
  public EngineModel() {
    this(false, false);
  }

  EngineModel(boolean expires, boolean listens) {
    this.listens = listens;
    this.fixture = new EngineFixture(heard.listener());
    if (expires) {
      fixture.policy(new CreatedExpiryPolicy(
          new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, LIFE.toMillis())));
    }
    if (listens) {
      fixture.listening();
    } else {
      fixture.engine();
    }
  }

  /** Returns whether a listener has heard of a value, if there is one. */
  private boolean isHeard(int key, int value) {
    return !listens || heard.isHeard(key, value);
  }

  <R extends @Nullable Object> Outcome<R> execute(
      int key, EntryOperation<Object, String, R> operation) {
    return fixture.engine().execute(key, operation, outcome -> counted.add(outcome.counts()));
  }

  private static @Nullable String before(Outcome<?> outcome) {
    return (String) outcome.storedBefore();
  }

  private Outcome<Boolean> put(int key, int value, Put.Kind kind) {
    return execute(key, Put.of(String.valueOf(value), kind));
  }

  @Operation
  public @Nullable String get(@Param(name = "key") int key) {
    @Nullable String value = fixture.get(key);
    counted.add(value == null ? Counts.MISS : Counts.HIT);
    return value;
  }

  @Operation
  public boolean put(@Param(name = "key") int key, @Param(name = "value") int value) {
    if (fixture.engine().putQuietly(key, String.valueOf(value))) {
      counted.add(Counts.PUT);
      return isHeard(key, value);
    }
    return put(key, value, Put.Kind.PUT).result() && isHeard(key, value);
  }

  @Operation
  public @Nullable String getAndPut(
      @Param(name = "key") int key, @Param(name = "value") int value) {
    Outcome<Boolean> outcome = put(key, value, Put.Kind.GET_AND_PUT);
    return isHeard(key, value) ? before(outcome) : "not heard";
  }

  @Operation
  public boolean putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
    return put(key, value, Put.Kind.IF_ABSENT).result() && isHeard(key, value);
  }

  @Operation
  public boolean remove(@Param(name = "key") int key) {
    return execute(key, Remove.any(Remove.Kind.ANY)).result();
  }

  @Operation
  public boolean remove(@Param(name = "key") int key, @Param(name = "expected") int expected) {
    return execute(key, Remove.ifEqualTo(String.valueOf(expected))).result();
  }

  @Operation
  public @Nullable String getAndRemove(@Param(name = "key") int key) {
    return before(execute(key, Remove.any(Remove.Kind.GET_AND_REMOVE)));
  }

  @Operation
  public boolean replace(@Param(name = "key") int key, @Param(name = "value") int value) {
    return execute(key, new Replace<>(null, String.valueOf(value))).result() && isHeard(key, value);
  }

  @Operation
  public boolean replace(
      @Param(name = "key") int key,
      @Param(name = "expected") int expected,
      @Param(name = "value") int value) {
    return execute(key, new Replace<>(String.valueOf(expected), String.valueOf(value)))
            .result()
        && isHeard(key, value);
  }

  @Operation
  public @Nullable String getAndReplace(
      @Param(name = "key") int key, @Param(name = "value") int value) {
    return before(execute(key, new Replace<>(null, String.valueOf(value))));
  }

  @Operation
  public @Nullable String invoke(@Param(name = "key") int key) {
    Outcome<@Nullable Void> outcome = execute(
        key,
        new Invoke<>(
            (entry, arguments) -> {
              entry.setValue(SequentialCache.incremented(entry.getValue()));
              return null;
            },
            List.of()));
    return before(outcome);
  }

  /** Lets all entries expire, if they do. */
  @Operation
  public void tick() {
    fixture.clock.advance(LIFE);
  }

  /** Returns the events of a key in the order in which they were heard; those of the expired come with a look at them. */
  public String heard(int key) {
    return heard.of(key);
  }

  /** Returns the sum of all counts. */
  public String counts() {
    int hits = 0;
    int misses = 0;
    int puts = 0;
    int removals = 0;
    for (Counts counts : counted) {
      hits += counts.hits();
      misses += counts.misses();
      puts += counts.puts();
      removals += counts.removals();
    }
    return hits + " hits, " + misses + " misses, " + puts + " puts, " + removals + " removals";
  }
}
