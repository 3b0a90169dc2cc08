// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tries all orders of a few operations, without any of the checker's ideas and types. Confined to one thread.
 */
final class BruteForce {
  private final List<Operation> runs;
  private final Set<Allowance> allowances;

  private BruteForce(List<Operation> runs, Set<Allowance> allowances) {
    this.runs = runs;
    this.allowances = allowances;
  }

  static boolean explains(History history, Set<Allowance> allowances) {
    List<Operation> runs =
        history.operations().stream().filter(Operation::isLoaderRun).toList();
    List<Operation> calls = history.operations().stream()
        .filter(operation -> !operation.isLoaderRun())
        .filter(operation -> !operation.answer().equals(Answer.FAILED))
        .toList();
    return new BruteForce(runs, allowances).isExplained(calls, new MapModel());
  }

  private boolean isExplained(List<Operation> left, MapModel model) {
    if (left.stream().noneMatch(Operation::isDemanding)) {
      return true;
    }
    return isExplainedByNext(left, model)
        || (allowances.contains(Allowance.VANISHING_ENTRIES)
            && model.value() != null
            && isExplainedByNext(left, new MapModel()));
  }

  private boolean isExplainedByNext(List<Operation> left, MapModel model) {
    for (Operation next : left) {
      boolean isFirst = left.stream()
          .noneMatch(other -> other.isDemanding()
              && other.interval().returned() < next.interval().invoked());
      if (isFirst && isExplainedBy(next, left, model)) {
        return true;
      }
    }
    return false;
  }

  private boolean isExplainedBy(Operation next, List<Operation> left, MapModel model) {
    List<Operation> rest = new ArrayList<>(left);
    rest.remove(next);
    rest.removeIf(
        other -> other.answer().isIgnored() && other.interval().precedes(next.interval()));
    if (isExplainedBy(next, null, rest, model)) {
      return true;
    }
    if (next.call().kind() != Kind.LOAD || model.value() != null) {
      return false;
    }
    for (Operation run : runs) {
      if (run.answer().isValue() && mayServe(run, next)) {
        if (isExplainedBy(next, run.answer().value(), rest, model)) {
          return true;
        }
        if (allowances.contains(Allowance.UNSTORED_LOADS)
            && run.answer().equals(next.answer())
            && isExplained(rest, model)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean mayServe(Operation run, Operation load) {
    boolean beganInTime =
        load.isUndecided() || run.interval().invoked() <= load.interval().returned();
    return beganInTime && run.interval().returned() >= load.interval().invoked();
  }

  private boolean isExplainedBy(
      Operation next, @Nullable Long loaded, List<Operation> rest, MapModel model) {
    MapModel after = model.copy();
    Answer answer = after.call(next.call(), loaded);
    return (!next.isDemanding() || answer.equals(next.answer())) && isExplained(rest, after);
  }
}
