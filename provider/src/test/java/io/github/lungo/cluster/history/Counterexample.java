// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Makes a history that no order explains as small as can be. Confined to one thread. */
final class Counterexample {
  /*
   * An operation must not be dropped just because the rest is still unexplained: without a write, its readers are
   * unexplained in every history. So each step asks for less than the history before it did, and never for something else:
   *
   * - a prefix of the history, whose open operations have no answer yet;
   * - without an operation that changes nothing;
   * - with an operation that may have answered anything, at any time, or may not have happened.
   *
   * What is unexplained then shows that the whole is. Operations that may have done anything and explain it nevertheless
   * not are left out of what is shown, unless they wrote a value that another one saw.
   */
  private static final long STEPS = 3_000_000;

  private final Set<Allowance> allowances;
  private final long limit;
  private long steps;

  /**
   * Prepares for one history.
   *
   * @param steps how many steps it took to find out about it
   */
  Counterexample(Set<Allowance> allowances, long steps) {
    this.allowances = allowances;
    this.limit = 10_000 + 2 * steps;
  }

  /** Returns operations of the history, as they were, that cannot be explained. */
  List<Operation> smallest(List<Operation> history) {
    List<Operation> needed = shortestPrefix(history);
    for (int size = Math.max(1, needed.size() / 2); size > 0; size /= 2) {
      needed = relaxed(needed, size);
    }
    return shown(needed, history);
  }

  private List<Operation> shortestPrefix(List<Operation> history) {
    long[] ends = history.stream()
        .flatMapToLong(operation -> LongStream.of(operation.interval().returned()))
        .sorted()
        .distinct()
        .toArray();
    int low = 0;
    int high = ends.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isUnexplained(prefix(history, ends[middle]))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return prefix(history, ends[low]);
  }

  private static List<Operation> prefix(List<Operation> history, long end) {
    return history.stream()
        .filter(operation -> operation.interval().invoked() <= end)
        .map(operation ->
            operation.interval().returned() <= end ? operation : withoutAnswer(operation))
        .toList();
  }

  private static Operation withoutAnswer(Operation operation) {
    return operation
        .during(new Interval(operation.interval().invoked(), Interval.NEVER))
        .answering(Answer.UNDECIDED);
  }

  /** Takes the demands of as many operations back as possible, some of them at once. */
  private List<Operation> relaxed(List<Operation> history, int size) {
    List<Operation> needed = new ArrayList<>(history);
    for (int end = needed.size(); end > 0; end -= size) {
      List<Operation> trial = new ArrayList<>(needed);
      List<Operation> chunk = trial.subList(Math.max(0, end - size), end);
      if (chunk.stream().allMatch(Counterexample::isRelaxed)) {
        continue;
      }
      chunk.replaceAll(Counterexample::relaxed);
      chunk.removeIf(operation -> operation.isWithoutEffect() && !operation.isLoaderRun());
      if (isUnexplained(trial)) {
        needed = trial;
      }
    }
    return needed;
  }

  private static boolean isRelaxed(Operation operation) {
    return operation.isUndecided() || operation.isLoaderRun();
  }

  private static Operation relaxed(Operation operation) {
    return isRelaxed(operation) || operation.isWithoutEffect()
        ? operation
        : withoutAnswer(operation);
  }

  /** Returns false, too, when all trials together have taken too long: what is found is then larger than need be. */
  private boolean isUnexplained(List<Operation> operations) {
    if (steps > STEPS) {
      return false;
    }
    Search search = new Search(operations, allowances, limit);
    Search.End end = search.run();
    steps += search.steps() + operations.size();
    return end == Search.End.UNEXPLAINED;
  }

  private static List<Operation> shown(List<Operation> needed, List<Operation> history) {
    Set<Operation> demands = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Long> asked = new HashSet<>();
    for (Operation operation : needed) {
      if (!isRelaxed(operation)) {
        demands.add(operation);
        LongStream.of(operation.valuesAskedFor()).forEach(asked::add);
      }
    }
    return history.stream()
        .filter(operation ->
            demands.contains(operation) || operation.offered().stream().anyMatch(asked::contains))
        .toList();
  }
}
