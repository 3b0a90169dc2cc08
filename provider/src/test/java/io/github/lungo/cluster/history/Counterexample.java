// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Adds to the answers that no order explains the operations without which one would not understand why: with these, any one of
 * the answers can be left out and the others are explained. Confined to one thread.
 */
final class Counterexample {
  private final List<Operation> operations;
  private final List<Operation> core;
  private final Set<Allowance> allowances;
  private final long limit;

  /**
   * Prepares for the operations on one key.
   *
   * @param core those of them that no order explains
   * @param limit after how many steps a trial is taken for unexplained
   */
  Counterexample(
      List<Operation> operations, List<Operation> core, Set<Allowance> allowances, long limit) {
    this.operations = Core.demandingOnly(operations, core);
    this.core = core;
    this.allowances = allowances;
    this.limit = limit;
  }

  /** Returns the core and what it takes to understand it: that has no answer, unless by a loader. */
  List<Operation> readable() {
    List<Operation> shown = new ArrayList<>(helpful());
    for (Operation operation : List.copyOf(shown)) {
      if (!core.contains(operation)) {
        List<Operation> fewer = new ArrayList<>(shown);
        fewer.removeIf(operation::equals);
        if (core.stream().allMatch(one -> isExplainedWithout(one, fewer))) {
          shown = fewer;
        }
      }
    }
    return shown;
  }

  /** Returns the core and those that do something in the orders that were found without one of its answers. */
  private List<Operation> helpful() {
    Set<Operation> helpful = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Operation one : core) {
      Search search = searchWithout(one, operations);
      search.run();
      helpful.addAll(search.helpful());
    }
    helpful.addAll(operations.stream().filter(core::contains).toList());
    return operations.stream()
        .filter(operation -> helpful.contains(operation) || isRunFor(operation, helpful))
        .toList();
  }

  private static boolean isRunFor(Operation run, Collection<Operation> shown) {
    return run.isLoaderRun()
        && shown.stream()
            .anyMatch(operation -> operation.call().kind() == Kind.LOAD
                && operation.interval().overlaps(run.interval()));
  }

  private boolean isExplainedWithout(Operation one, List<Operation> some) {
    return searchWithout(one, some).run() == Search.End.EXPLAINED;
  }

  private Search searchWithout(Operation one, List<Operation> some) {
    List<Operation> rest = core.stream().filter(other -> !other.equals(one)).toList();
    return new Search(Core.demandingOnly(some, rest), allowances, limit);
  }
}
