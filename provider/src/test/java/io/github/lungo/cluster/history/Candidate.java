// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static io.github.lungo.cluster.history.Answer.ABSENT;

import java.util.List;
import java.util.stream.LongStream;

/**
 * An operation on its way to a place in the order. Immutable but for the numbers that a {@link Puzzle} gives it.
 *
 * <p>An operation that is optional may have any place after its start, or none.
 */
final class Candidate {
  private static final long[] NONE = {};

  private final Operation operation;
  private final long[] loads;
  private final boolean mayLeaveUnstored;

  /** Where its bit is: among those that are open at the same time, or among the optional ones. */
  int slot;

  /**
   * Makes a candidate.
   *
   * @param loads what the loader answered with while the operation ran
   * @param mayLeaveUnstored whether such a value may be answered and not be stored
   */
  Candidate(Operation operation, long[] loads, boolean mayLeaveUnstored) {
    this.operation = operation;
    this.loads = loads;
    this.mayLeaveUnstored = mayLeaveUnstored;
  }

  Operation operation() {
    return operation;
  }

  Interval interval() {
    return operation.interval();
  }

  boolean isOptional() {
    return operation.isUndecided();
  }

  /** Returns whether the entry stays as it is wherever this has its place. */
  boolean isWithoutEffect() {
    return operation.isWithoutEffect();
  }

  /** Returns what operations have in common that can stand in for each other, but for the time. */
  Object kin() {
    return List.of(operation.call(), LongStream.of(loads).boxed().toList());
  }

  /** Returns the values that the entry can have after the operation; none if its answer cannot come from this one. */
  long[] after(long before) {
    if (operation.call().kind() == Kind.LOAD && before == ABSENT) {
      return loaded();
    }
    return isOptional() || operation.call().answer(before).equals(operation.answer())
        ? new long[] {operation.call().after(before)}
        : NONE;
  }

  private long[] loaded() {
    if (isOptional()) {
      return loads;
    }
    if (!operation.answer().isValue()) {
      return new long[] {ABSENT};
    }
    long value = operation.answer().value();
    if (!mayHaveLoaded(value)) {
      return NONE;
    }
    return mayLeaveUnstored ? new long[] {value, ABSENT} : new long[] {value};
  }

  private boolean mayHaveLoaded(long value) {
    return LongStream.of(loads).anyMatch(load -> load == value);
  }

  /** Returns the value that must be there for the answer; none if more than one will do. */
  long[] needs() {
    if (isOptional()) {
      return NONE;
    }
    Call call = operation.call();
    long answered = operation.answer().value();
    return switch (call.kind()) {
      case GET, GET_AND_PUT, GET_AND_REPLACE, GET_AND_REMOVE ->
        operation.answer().isValue() ? new long[] {answered} : NONE;
      case REPLACE_EXACT, REMOVE_EXACT -> isWithoutEffect() ? NONE : new long[] {call.expected()};
      case LOAD ->
        operation.answer().isValue() && !mayHaveLoaded(answered) ? new long[] {answered} : NONE;
      case ADD -> answered == call.value() ? NONE : new long[] {answered - call.value()};
      default -> NONE;
    };
  }

  /** Returns the values that the entry may have because of this operation. */
  long[] makes() {
    if (operation.call().kind() == Kind.LOAD) {
      return isOptional() || mayHaveLoaded(operation.answer().value()) ? loads : NONE;
    }
    return operation.written().stream().toArray();
  }

  /** Returns whether the entry may have any value because of this operation. */
  boolean makesAnything() {
    return isOptional() && operation.call().kind() == Kind.ADD;
  }
}
