// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes one value of all those that nobody asks for by name, as nobody can tell them apart: that leaves fewer states to look
 * at. Confined to one thread.
 */
final class Anonymity {
  private static final long SOME = Long.MIN_VALUE + 1;

  private final Set<Long> named = new HashSet<>();
  private final boolean isCounting;

  Anonymity(List<Operation> operations) {
    isCounting = operations.stream().anyMatch(operation -> operation.call().kind() == Kind.ADD);
    for (Operation operation : operations) {
      if (operation.answer().isValue() && !operation.isLoaderRun()) {
        named.add(operation.answer().value());
      }
      if (operation.call().kind() == Kind.REPLACE_EXACT
          || operation.call().kind() == Kind.REMOVE_EXACT) {
        named.add(operation.call().expected());
      }
    }
  }

  /** Returns the value, or the one that stands for all without a name. */
  long of(long value) {
    return isCounting || value == Answer.ABSENT || named.contains(value) ? value : SOME;
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
