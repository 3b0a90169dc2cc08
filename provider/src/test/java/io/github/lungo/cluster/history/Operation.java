// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.OptionalLong;

/**
 * A call on one key and what came of it. Immutable.
 *
 * @param key without white space; {@link #EVERY_KEY} for a call on all of them
 * @param answer {@link Answer#UNDECIDED} if none has come
 */
public record Operation(Client client, String key, Call call, Interval interval, Answer answer) {
  /** The key of a call that does its work on each key by itself. */
  public static final String EVERY_KEY = "*";

  /** Returns whether the outcome is unknown, so that the call may still take effect long after it returned. */
  public boolean isUndecided() {
    return answer.isUndecided();
  }

  /** Returns whether it is known that the entry was the same before and after the call. */
  public boolean isWithoutEffect() {
    return switch (answer.sort()) {
      case FAILED, FALSE -> true;
      case NOTHING -> call.kind() != Kind.GET_AND_PUT && call.kind() != Kind.ADD;
      case UNDECIDED, IGNORED, VALUE, TRUE, DONE -> call.kind().isReading() || isLoaderRun();
    };
  }

  /** Returns whether this is a call of the loader. */
  public boolean isLoaderRun() {
    return call.kind() == Kind.LOADER_RUN;
  }

  /** Returns whether an order has to explain what the call answered. */
  boolean isDemanding() {
    return !isLoaderRun()
        && switch (answer.sort()) {
          case VALUE, NOTHING, TRUE, FALSE, DONE -> true;
          case FAILED, UNDECIDED, IGNORED -> false;
        };
  }

  /** Returns whether the call took effect, and its client knows. */
  public boolean isAcknowledgedWrite() {
    return isDemanding() && !isWithoutEffect() && call.kind() != Kind.LOAD;
  }

  /**
   * Returns the value that the call gave the entry, or would give if it takes effect: {@link Answer#ABSENT} if it removes,
   * empty if it is without effect or nobody knows which.
   */
  public OptionalLong written() {
    if (isWithoutEffect()) {
      return OptionalLong.empty();
    }
    return switch (call.kind()) {
      case ADD, LOAD -> answer.isValue() ? OptionalLong.of(answer.value()) : OptionalLong.empty();
      case REMOVE, REMOVE_EXACT, GET_AND_REMOVE, CLEAR -> OptionalLong.of(Answer.ABSENT);
      case PUT, GET_AND_PUT, PUT_IF_ABSENT, REPLACE, REPLACE_EXACT, GET_AND_REPLACE ->
        OptionalLong.of(call.value());
      case GET, CONTAINS_KEY, LOADER_RUN -> OptionalLong.empty();
    };
  }

  /** Returns the value that the call found in the entry, if it answered with one. */
  public OptionalLong read() {
    boolean reads = switch (call.kind()) {
      case GET, LOAD, GET_AND_PUT, GET_AND_REPLACE, GET_AND_REMOVE -> true;
      default -> false;
    };
    return reads && answer.isValue() ? OptionalLong.of(answer.value()) : OptionalLong.empty();
  }

  /** Returns the value that the call found in the entry, as far as its answer or its success tells. */
  OptionalLong found() {
    boolean isTold = isDemanding()
        && switch (call.kind()) {
          case ADD -> answer.value() != call.value();
          case REPLACE_EXACT, REMOVE_EXACT -> answer.equals(Answer.of(true));
          default -> false;
        };
    if (!isTold) {
      return read();
    }
    return OptionalLong.of(
        call.kind() == Kind.ADD ? answer.value() - call.value() : call.expected());
  }

  /** Returns the value that the call could give the entry, whatever it answered: those that it may have loaded excepted. */
  OptionalLong offered() {
    return switch (call.kind()) {
      case ADD, LOADER_RUN ->
        answer.isValue() ? OptionalLong.of(answer.value()) : OptionalLong.empty();
      case PUT, GET_AND_PUT, PUT_IF_ABSENT, REPLACE, REPLACE_EXACT, GET_AND_REPLACE ->
        OptionalLong.of(call.value());
      default -> OptionalLong.empty();
    };
  }

  /** Returns the values that the call or its answer speak of, as found in the entry. */
  long[] valuesAskedFor() {
    return switch (call.kind()) {
      case REPLACE_EXACT, REMOVE_EXACT -> new long[] {call.expected()};
      case ADD -> new long[] {answer.value() - call.value(), answer.value()};
      default -> answer.isValue() ? new long[] {answer.value()} : new long[0];
    };
  }

  /** Returns the operation with another answer. */
  public Operation answering(Answer other) {
    return new Operation(client, key, call, interval, other);
  }

  /** Returns the operation at another time. */
  public Operation during(Interval other) {
    return new Operation(client, key, call, other, answer);
  }

  /** Returns one key's part of the operation. */
  Operation on(String oneKey) {
    return new Operation(client, oneKey, call, interval, answer);
  }

  @Override
  public String toString() {
    return client + " " + key + "." + call + " " + answer + " [" + interval.invoked() + ", "
        + (interval.returned() == Interval.NEVER ? "never" : interval.returned()) + "]";
  }
}
