// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.row;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows that the calls of a row do what the row says, before they are measured: one pass over the keys. */
public final class Proof {
  private final Row row;
  private final KeyStream stream;

  /** Makes the proof of that row. */
  public Proof(Row row) {
    this.row = row;
    stream = new KeyStream(row);
  }

  /**
   * Runs one pass.
   *
   * @throws IllegalStateException if a call did not answer what it should, or the listener was not called for each put
   */
  public void run(Workload workload) {
    long updates = UpdateCount.current();
    for (int i = 0; i < workload.length(); i++) {
      check(i, workload.next());
    }
    long counted = UpdateCount.current() - updates;
    if (row.has(Feature.LISTENER) && counted != workload.length()) {
      throw new IllegalStateException(
          "the listener saw " + counted + " of " + workload.length() + " updates");
    }
  }

  private void check(int index, @Nullable Object answer) {
    Object expected = expected(index);
    if (expected != null && !expected.equals(answer)) {
      throw new IllegalStateException(
          row.name() + " answered " + answer + " where " + expected + " was expected");
    }
  }

  /** Returns what the call should answer, or null where it answers nothing. */
  private @Nullable Object expected(int index) {
    return switch (row.action()) {
      case GET -> stream.firstValue(index);
      case READ_THROUGH -> StringLoader.VALUE;
      case INVOKE -> (Integer) stream.firstValue(index) + (index < KeyStream.KEYS ? 1 : 2);
      case GET_ALL -> firstValues(index);
      case PUT, PUT_NEW, PUT_ALL -> null;
    };
  }

  private Map<Integer, Object> firstValues(int index) {
    Map<Integer, Object>[] batches = stream.entryBatches();
    return batches[batches.length / 2 + index % (batches.length / 2)];
  }
}
