// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes one value of all those that nobody asks for by name any more, as nobody can tell them apart: that leaves fewer states
 * to look at. Immutable.
 */
final class Anonymity {
  /** Stands for every value that nobody asks for. */
  static final long SOME = Long.MIN_VALUE + 1;

  /** Beyond that it takes longer to look for the values than it saves. */
  private static final int FAR = 32;

  private final TreeMap<Long, Long> lastAsked = new TreeMap<>();
  private long lowestSum;
  private long highestSum;

  Anonymity(List<Operation> operations) {
    for (Operation operation : operations) {
      Call call = operation.call();
      boolean isAdding = call.kind() == Kind.ADD;
      if (operation.isDemanding() && operation.answer().isValue()) {
        ask(operation.answer().value(), operation);
        ask(operation.answer().value() - (isAdding ? call.value() : 0), operation);
      } else if (isAdding && !operation.answer().equals(Answer.FAILED)) {
        lowestSum += Math.min(call.value(), 0);
        highestSum += Math.max(call.value(), 0);
      }
      if (call.kind() == Kind.REPLACE_EXACT || call.kind() == Kind.REMOVE_EXACT) {
        ask(call.expected(), operation);
      }
    }
  }

  private void ask(long value, Operation operation) {
    long end = operation.isUndecided() ? Interval.NEVER : operation.interval().returned();
    lastAsked.merge(value, end, Math::max);
  }

  /** Returns the value, or the one that stands for all that nobody asks for. */
  long of(long value) {
    return of(value, Long.MIN_VALUE);
  }

  /** Returns the same where what ended before a time has asked already. */
  long of(long value, long time) {
    if (value == Answer.ABSENT || value == SOME) {
      return value;
    }
    if (lowestSum == highestSum) {
      Long end = lastAsked.get(value);
      return end != null && end >= time ? value : SOME;
    }
    // Additions of which nobody knows may make it one that somebody asks for.
    SortedMap<Long, Long> sums =
        lastAsked.subMap(value + lowestSum, true, value + highestSum, true);
    if (highestSum - lowestSum > FAR) {
      return sums.isEmpty() ? SOME : value;
    }
    return sums.values().stream().anyMatch(end -> end >= time) ? value : SOME;
  }

  /** Returns the values that are asked for and may come of additions of which nobody knows. */
  Set<Long> sums(List<Operation> operations) {
    if (lowestSum == highestSum) {
      return Set.of();
    }
    TreeSet<Long> bases = new TreeSet<>(Set.of(0L));
    operations.forEach(operation -> operation.offered().ifPresent(bases::add));
    return lastAsked.keySet().stream()
        .filter(value -> value != Answer.ABSENT
            && !bases.subSet(value - highestSum, true, value - lowestSum, true).isEmpty())
        .collect(Collectors.toSet());
  }

  /** Returns the operation with that value instead of the one it puts. */
  Operation of(Operation operation) {
    Call call = operation.call();
    Call anonymous = switch (call.kind()) {
      case PUT, GET_AND_PUT, PUT_IF_ABSENT, REPLACE, REPLACE_EXACT, GET_AND_REPLACE ->
        new Call(call.kind(), of(call.value()), call.expected());
      default -> call;
    };
    return new Operation(
        operation.client(), operation.key(), anonymous, operation.interval(), operation.answer());
  }
}
