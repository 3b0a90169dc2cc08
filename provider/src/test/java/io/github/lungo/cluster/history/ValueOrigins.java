// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the values of one key come from: the calls that may have written each, and the loader. Immutable once made. */
final class ValueOrigins {
  private final Map<Long, Operation> lastWrites = new HashMap<>();
  private final Map<Long, List<Operation>> loads = new HashMap<>();

  ValueOrigins(History ofOneKey) {
    for (Operation operation : ofOneKey.operations()) {
      if (operation.isLoaderRun() && operation.answer().isValue()) {
        loads
            .computeIfAbsent(operation.answer().value(), value -> new ArrayList<>())
            .add(operation);
      } else if (operation.call().kind() != Kind.LOAD) {
        operation
            .written()
            .ifPresent(value -> lastWrites.merge(value, operation, ValueOrigins::later));
      }
    }
  }

  private static Operation later(Operation one, Operation other) {
    return Comparator.comparingLong(ValueOrigins::endOf).compare(one, other) >= 0 ? one : other;
  }

  private static long endOf(Operation write) {
    return write.isUndecided() ? Interval.NEVER : write.interval().returned();
  }

  /** Returns the write of a value that ended last, if all of them ended before a call and no loader answered with it since. */
  @Nullable
  Operation writeBefore(Operation call, long value) {
    Operation write = lastWrites.get(value);
    boolean isBefore = write != null && endOf(write) < call.interval().invoked();
    boolean isLoadedSince = loads.getOrDefault(value, List.of()).stream()
        .anyMatch(run -> run.interval().invoked() > call.interval().invoked());
    return isBefore && !isLoadedSince ? write : null;
  }
}
