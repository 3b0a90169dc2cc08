// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The times at which no answer is waited for that has to be explained. What operations whose answers nobody looks at make
 * of the entry meanwhile needs no order: the entry is afterwards as it was, or has one of their values. Confined to one thread.
 */
final class Lulls {
  private final TreeMap<Long, Lull> byStart = new TreeMap<>();

  Lulls(List<Operation> operations) {
    List<Interval> demands = operations.stream()
        .filter(Operation::isDemanding)
        .map(Operation::interval)
        .sorted(Comparator.comparingLong(Interval::invoked))
        .toList();
    long end = Long.MIN_VALUE;
    for (Interval demand : demands) {
      if (demand.invoked() > end) {
        byStart.put(end, new Lull(demand.invoked()));
      }
      end = Math.max(end, demand.returned());
    }
  }

  /** Takes an operation, unless it may happen at another time, too. */
  boolean take(Operation operation, List<Long> values) {
    Interval interval = operation.interval();
    Map.@Nullable Entry<Long, Lull> entry = byStart.lowerEntry(interval.invoked());
    if (!operation.answer().isIgnored()
        || entry == null
        || interval.returned() >= entry.getValue().end) {
      return false;
    }
    entry.getValue().operations.add(operation);
    entry.getValue().values.addAll(values);
    return true;
  }

  /** Returns one candidate for all that were taken at a time. */
  List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    for (Lull lull : byStart.values()) {
      if (!lull.operations.isEmpty()) {
        Operation any = lull.operations.get(0);
        Operation all = new Operation(
            any.client(), any.key(), Call.of(Kind.LOADER_RUN), lull.interval(), Answer.IGNORED);
        long[] values = lull.values.stream().mapToLong(Long::longValue).toArray();
        candidates.add(new Candidate(all, all, values, false));
      }
    }
    return candidates;
  }

  /** What happens from the end of one answer to the call for the next. */
  private static final class Lull {
    final long end;
    final List<Operation> operations = new ArrayList<>();
    final TreeSet<Long> values = new TreeSet<>();

    Lull(long end) {
      this.end = end;
    }

    Interval interval() {
      long invoked = Long.MAX_VALUE;
      long returned = Long.MIN_VALUE;
      for (Operation operation : operations) {
        invoked = Math.min(invoked, operation.interval().invoked());
        returned = Math.max(returned, operation.interval().returned());
      }
      return new Interval(invoked, returned);
    }
  }
}
