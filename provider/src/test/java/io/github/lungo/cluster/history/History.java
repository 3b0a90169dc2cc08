// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the clients of one cache did and saw, in the order in which they began. Values are numbers; most checks want each to
 * be written once per key. Immutable. A {@link Recorder} makes one.
 */
public record History(List<Operation> operations) {

  /** Sorts the operations. */
  public History {
    operations = operations.stream()
        .sorted(Comparator.comparingLong(operation -> operation.interval().invoked()))
        .toList();
  }

  /** Returns one history of the same cache out of what several processes of one machine recorded. */
  public static History merged(List<History> parts) {
    return new History(
        parts.stream().flatMap(part -> part.operations().stream()).toList());
  }

  /** Returns the keys that are called by their names. */
  public SortedSet<String> keys() {
    SortedSet<String> keys = new TreeSet<>();
    operations.forEach(operation -> keys.add(operation.key()));
    keys.remove(Operation.EVERY_KEY);
    return keys;
  }

  /** Returns what happened to one key, calls on all keys among it. */
  public History of(String key) {
    return new History(operations.stream()
        .filter(
            operation -> operation.key().equals(key) || operation.key().equals(Operation.EVERY_KEY))
        .map(operation -> operation.on(key))
        .toList());
  }

  /**
   * Returns the history as if each call had begun earlier, as clocks that differ by so much require; but not before the
   * client's call before it was answered.
   */
  public History withClocksApart(Duration difference) {
    Map<Client, Long> free = new HashMap<>();
    List<Operation> earlier = new ArrayList<>();
    for (Operation operation : operations) {
      Interval interval = operation.interval();
      long earliest = interval.invoked() - difference.toNanos();
      long start = Math.max(earliest, free.getOrDefault(operation.client(), Long.MIN_VALUE));
      earlier.add(
          operation.during(new Interval(Math.min(start, interval.invoked()), interval.returned())));
      if (!operation.isUndecided()) {
        free.merge(operation.client(), interval.returned() + 1, Math::max);
      }
    }
    return new History(earlier);
  }
}
