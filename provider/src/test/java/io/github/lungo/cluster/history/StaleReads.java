// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes a history wrong, whatever else happened: a value that was there, and then another one, is read once more. Stateless. */
final class StaleReads {
  private static final int TRIALS = 10_000;

  private StaleReads() {}

  /** Returns the history with a get of a value that was seen before and, after that, was not; values are to be unique. */
  static History in(History history, Random random) {
    List<Operation> operations = new ArrayList<>(history.operations());
    for (int trial = 0; trial < TRIALS; trial++) {
      int index = random.nextInt(operations.size());
      Operation stale = operations.get(index);
      Operation first = operations.get(random.nextInt(operations.size()));
      Operation second = operations.get(random.nextInt(operations.size()));
      if (stale.call().kind() == Kind.GET
          && stale.isDemanding()
          && isReadOfPut(first)
          && isReadOfPut(second)
          && first.answer().value() != second.answer().value()
          && first.interval().precedes(second.interval())
          && second.interval().precedes(stale.interval())) {
        operations.set(index, stale.answering(first.answer()));
        return new History(operations);
      }
    }
    throw new IllegalArgumentException("too few gets with an answer");
  }

  private static boolean isReadOfPut(Operation operation) {
    // Others may be sums, which may come again.
    return operation.read().isPresent() && operation.answer().value() % 1_000 == 0;
  }
}
