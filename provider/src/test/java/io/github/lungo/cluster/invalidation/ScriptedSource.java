// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.simulation.SimulatedNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A source whose loaders take their time before they read, and after. Confined to one thread. */
final class ScriptedSource {
  private final Map<String, Long> values = new HashMap<>();
  private final LongSupplier now;
  private Supplier<Duration> beforeReading;
  private Supplier<Duration> afterReading;
  private String failure;
  private long last;

  /** How often a loader was called. */
  int calls;

  /** What loaders have run. */
  final List<Run> runs = new ArrayList<>();

  /** A run of the loader for one key. */
  static final class Run {
    final String key;
    final SimulatedNode node;
    final long begun;
    long ended = Long.MAX_VALUE;

    Run(String key, SimulatedNode node, long begun) {
      this.key = key;
      this.node = node;
      this.begun = begun;
    }
  }

  ScriptedSource(LongSupplier now, Supplier<Duration> delays) {
    this.now = now;
    this.beforeReading = delays;
    this.afterReading = delays;
  }

  /** Fixes how long loaders take. */
  void takes(Duration before, Duration after) {
    beforeReading = () -> before;
    afterReading = () -> after;
  }

  /** Lets loaders fail from now on. */
  void fails(String message) {
    failure = message;
  }

  /** Gives the key another value than any before. */
  long change(String key) {
    last++;
    values.put(key, last);
    return last;
  }

  /** Returns the source as a member sees it. */
  LoadSource<String> of(SimulatedNode node) {
    return (keys, isBulk) -> fetch(node, Set.copyOf(keys));
  }

  private CompletableFuture<Map<String, Object>> fetch(SimulatedNode node, Set<String> keys) {
    List<Run> begun =
        keys.stream().map(key -> new Run(key, node, now.getAsLong())).toList();
    runs.addAll(begun);
    calls++;
    CompletableFuture<Map<String, Object>> result = new CompletableFuture<>();
    later(node, beforeReading, () -> {
      Map<String, Object> read = new HashMap<>();
      keys.forEach(key -> {
        if (values.containsKey(key)) {
          read.put(key, values.get(key));
        }
      });
      later(node, afterReading, () -> {
        begun.forEach(run -> run.ended = now.getAsLong());
        if (failure == null) {
          result.complete(read);
        } else {
          result.completeExceptionally(new IllegalStateException(failure));
        }
      });
    });
    return result;
  }

  private static void later(SimulatedNode node, Supplier<Duration> delay, Runnable task) {
    var unused = node.time().alarm().set(delay.get(), task);
  }
}
