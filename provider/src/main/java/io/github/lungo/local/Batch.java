// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.SnapshotEntry;
import io.github.lungo.integration.WriteThrough;
import io.github.lungo.operation.BatchOutcome;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Outcome;
import io.github.lungo.operation.SourceWrite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Operations on many keys. Where changes are written through, all keys are locked, the writer is called once for all
 * writes and once for all deletes, and only what it took is changed; otherwise each key is a step of its own.
 */
final class Batch<K, V> {
  private final CacheTraits<K, V> traits;
  private final AtomicSteps<K, V> steps;
  private final KeyLocks<K> locks;
  private final Announcer<K, V> announcer;
  private final SourceOfTruth<K, V> source;

  Batch(
      CacheTraits<K, V> traits,
      AtomicSteps<K, V> steps,
      KeyLocks<K> locks,
      Announcer<K, V> announcer,
      SourceOfTruth<K, V> source) {
    this.traits = traits;
    this.steps = steps;
    this.locks = locks;
    this.announcer = announcer;
    this.source = source;
  }

  /**
   * Executes the operations in the map's order.
   *
   * @param committed is told each key's outcome as soon as it stands
   */
  BatchOutcome execute(
      Map<K, ? extends EntryOperation<K, V, ?>> operations,
      BiConsumer<? super K, ? super Outcome<?>> committed) {
    if (operations.isEmpty()) {
      return new BatchOutcome(List.of(), null);
    }
    return source.writer() == null
        ? oneByOne(operations, committed)
        : together(operations, source.writer(), committed);
  }

  private BatchOutcome oneByOne(
      Map<K, ? extends EntryOperation<K, V, ?>> operations,
      BiConsumer<? super K, ? super Outcome<?>> committed) {
    List<Outcome<?>> outcomes = new ArrayList<>(operations.size());
    Failures failures = new Failures();
    operations.forEach((key, operation) -> {
      try {
        steps.execute(key, operation, source, outcome -> {
          outcomes.add(outcome);
          committed.accept(key, outcome);
        });
      } catch (RuntimeException | Error failure) {
        failures.add(failure);
      }
    });
    return new BatchOutcome(outcomes, failures.first());
  }

  private BatchOutcome together(
      Map<K, ? extends EntryOperation<K, V, ?>> operations,
      WriteThrough<K, V> writer,
      BiConsumer<? super K, ? super Outcome<?>> committed) {
    List<K> keys = List.copyOf(operations.keySet());
    List<KeyLock> held = locks.acquireAll(keys);
    List<Step<K, V, ?>> open = new ArrayList<>(keys.size());
    List<Outcome<?>> outcomes = new ArrayList<>(keys.size());
    Failures failures = new Failures();
    for (int i = 0; i < held.size(); i++) {
      open.add(new Step<>(keys.get(i), held.get(i), traits));
    }
    try {
      open.forEach(step -> prepare(step, operations));
      Set<Object> unwritten = write(open, writer, failures);
      for (Step<K, V, ?> step : open) {
        if (!unwritten.contains(step.key)) {
          steps.commit(step);
          outcomes.add(step.outcome());
          committed.accept(step.key, step.outcome());
        }
      }
    } finally {
      endAll(open);
    }
    for (Step<K, V, ?> step : open) {
      try {
        announcer.deliver(step.key, step.isCommitted ? step.deliveries : List.of());
      } catch (RuntimeException | Error failure) {
        failures.add(failure);
      }
    }
    return new BatchOutcome(outcomes, failures.first());
  }

  /** Ends all steps, even where a key's own methods fail one, so that no key stays locked. */
  private void endAll(List<Step<K, V, ?>> open) {
    Failures ends = new Failures();
    for (Step<K, V, ?> step : open) {
      try {
        steps.end(step);
      } catch (RuntimeException | Error failure) {
        ends.add(failure);
      }
    }
    ends.throwIfAny();
  }

  /** The step of a key and its operation have the same type of result, whatever it is. */
  @SuppressWarnings("unchecked")
  private void prepare(Step<K, V, ?> step, Map<K, ? extends EntryOperation<K, V, ?>> operations) {
    EntryOperation<K, V, ?> operation = operations.get(step.key);
    if (operation != null) {
      steps.look(step);
      steps.apply((Step<K, V, Object>) step, (EntryOperation<K, V, Object>) operation, source);
    }
  }

  private Set<Object> write(
      List<Step<K, V, ?>> open, WriteThrough<K, V> writer, Failures failures) {
    List<SnapshotEntry<K, V>> entries = new ArrayList<>();
    List<K> deletions = new ArrayList<>();
    for (Step<K, V, ?> step : open) {
      SourceWrite write = step.outcome().write();
      switch (write.kind()) {
        case NONE -> {}
        case WRITE -> entries.add(source.entry(step.key, write, traits));
        case DELETE -> deletions.add(traits.keyFor(step.key));
      }
    }
    Set<Object> unwritten = new HashSet<>();
    if (!entries.isEmpty()) {
      collect(writer.writeAll(entries), unwritten, failures);
    }
    if (!deletions.isEmpty()) {
      collect(writer.deleteAll(deletions), unwritten, failures);
    }
    return unwritten;
  }

  private static void collect(
      WriteThrough.Unwritten result, Set<Object> unwritten, Failures failures) {
    unwritten.addAll(result.keys());
    if (result.failure() != null) {
      failures.add(result.failure());
    }
  }
}
