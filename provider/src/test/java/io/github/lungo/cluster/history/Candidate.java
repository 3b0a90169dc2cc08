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

  private final Operation original;
  private final Operation operation;
  private final long[] sources;
  private final boolean mayLeaveUnstored;
  private final long[] needs;
  private final long[] makes;
  private final boolean isFree;

  /** Where its bit is: among those that are open at the same time, or among the optional ones. */
  int slot;

  /** The same for those that can stand in for each other, but for the time. */
  int kin;

  /**
   * Makes a candidate.
   *
   * @param original the operation as it is in the history
   * @param operation the same without values that nobody asks for
   * @param sources for a load, what the loader answered with while it ran; for a {@link Lulls lull}, what the entry may be
   * @param mayLeaveUnstored whether such a value may be answered and not be stored
   */
  Candidate(Operation original, Operation operation, long[] sources, boolean mayLeaveUnstored) {
    this.original = original;
    this.operation = operation;
    this.sources = sources;
    this.mayLeaveUnstored = mayLeaveUnstored;
    this.isFree = !operation.isDemanding();
    this.needs = needed();
    this.makes = made();
  }

  Operation original() {
    return original;
  }

  Interval interval() {
    return operation.interval();
  }

  boolean isOptional() {
    return operation.isUndecided();
  }

  /** Returns whether it may have answered anything, and have done nothing. */
  boolean isFree() {
    return isFree;
  }

  /** Returns whether the entry stays as it is wherever this has its place. */
  boolean isWithoutEffect() {
    return !isFree() && operation.isWithoutEffect();
  }

  /** Returns what operations have in common that can stand in for each other, but for the time. */
  Object kin() {
    Call call = operation.call();
    Kind kind = !isFree()
        ? call.kind()
        : switch (call.kind()) {
          case GET_AND_PUT -> Kind.PUT;
          case GET_AND_REPLACE -> Kind.REPLACE;
          case GET_AND_REMOVE, CLEAR -> Kind.REMOVE;
          default -> call.kind();
        };
    List<Long> boxed = LongStream.of(sources).boxed().toList();
    return List.of(kind, call.value(), call.expected(), operation.answer(), boxed);
  }

  /** Returns the values that the entry can have after the operation; none if its answer cannot come from this one. */
  long[] after(long before) {
    if (operation.isLoaderRun()) {
      return sources;
    }
    if (operation.call().kind() == Kind.LOAD && before == ABSENT) {
      return loaded();
    }
    if (operation.call().kind() == Kind.ADD && before == Anonymity.SOME) {
      return isFree() ? new long[] {before} : NONE;
    }
    return isFree() || operation.call().answer(before).equals(operation.answer())
        ? new long[] {operation.call().after(before)}
        : NONE;
  }

  private long[] loaded() {
    if (isFree()) {
      return sources;
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
    return LongStream.of(sources).anyMatch(load -> load == value);
  }

  /** Returns the value that must be there for the answer; none if more than one will do. */
  long[] needs() {
    return needs;
  }

  private long[] needed() {
    if (isFree()) {
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

  /** Returns whether this may make another value of each, one that comes of additions of which nobody knows. */
  boolean isUnknownAddition() {
    return isFree() && operation.call().kind() == Kind.ADD;
  }

  /** Returns the values that the entry may have because of this operation. */
  long[] makes() {
    return makes;
  }

  private long[] made() {
    if (operation.call().kind() == Kind.LOAD) {
      return isFree() || mayHaveLoaded(operation.answer().value()) ? sources : NONE;
    }
    if (operation.isLoaderRun()) {
      return sources;
    }
    return operation.written().stream().toArray();
  }
}
