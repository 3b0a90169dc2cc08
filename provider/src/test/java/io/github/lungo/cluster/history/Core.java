// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The search for a few operations whose answers no order explains, whatever all others answered and whether they happened.
 * Confined to one thread.
 */
final class Core {
  /*
   * A wrong history is mostly wrong because of a few answers that are close to each other in time. So look at some
   * neighbours at a time; if no such few are wrong, at the shortest beginning of the history that is, and from its end
   * backwards. Of those that are wrong together the last one that was added is needed, as it was explained without it. Then
   * again, with that one always among them and without those that were added later, until no more are needed. What is left is
   * as small as can be: leaving any answer out makes fewer demands than a trial that was explained.
   *
   * An operation must not be left out altogether: without a write, its readers are unexplained in every history. So the others
   * stay, with an answer that nobody looks at. What is unexplained then shows that the whole is.
   */
  private static final int WINDOW = 32;
  private static final int BEFORE = 96;
  private static final long QUICK_STEPS = 3_000;
  private static final int FIRST_PREFIX = 32;
  private static final long TOTAL_STEPS = 8_000_000;

  private final List<Operation> operations;
  private final Set<Allowance> allowances;
  private final long limit;
  private long steps;

  /**
   * Prepares for the operations on one key.
   *
   * @param limit after how many steps a trial is taken for explained
   */
  Core(Collection<Operation> operations, Set<Allowance> allowances, long limit) {
    this.operations = List.copyOf(operations);
    this.allowances = allowances;
    this.limit = limit;
  }

  /** Returns the operations; none if their answers can be explained or it takes too long. */
  List<Operation> find() {
    List<Operation> demands = operations.stream()
        .filter(Operation::isDemanding)
        .sorted(Comparator.comparingLong(operation -> operation.interval().returned()))
        .toList();
    for (int start = 0; start < demands.size(); start += WINDOW / 2) {
      List<Operation> window = demands.subList(start, Math.min(demands.size(), start + WINDOW));
      long before = demands.get(Math.max(0, start - BEFORE)).interval().invoked();
      if (!isExplainedSince(before, window) && isUnexplained(window)) {
        return smallest(window);
      }
    }
    return findByPrefix(demands);
  }

  /** Returns whether some answers are explained by what was called since a time; most are, as values do not last. */
  private boolean isExplainedSince(long time, List<Operation> demands) {
    List<Operation> recent = operations.stream()
        .filter(operation -> operation.interval().invoked() >= time)
        .toList();
    Search search =
        Search.rough(demandingOnly(recent, demands), allowances, Math.min(QUICK_STEPS, limit));
    return run(search) == Search.End.EXPLAINED;
  }

  private List<Operation> findByPrefix(List<Operation> demands) {
    int first = firstUnexplained(demands);
    if (first == demands.size()) {
      return List.of();
    }
    List<Operation> suspects = byRelevance(demands.get(first), demands.subList(0, first));
    int needed = fewest(suspects, List.of());
    return needed > suspects.size() ? List.of() : smallest(suspects.subList(0, needed));
  }

  /** Returns at the end of which operation there is no order any more, or at least none is found. */
  private int firstUnexplained(List<Operation> demands) {
    int explained = 0;
    int unexplained = Math.min(FIRST_PREFIX, demands.size());
    while (isExplained(demands.subList(0, unexplained))) {
      if (unexplained == demands.size()) {
        return unexplained;
      }
      explained = unexplained;
      unexplained = Math.min(demands.size(), 2 * unexplained);
    }
    while (unexplained - explained > 1) {
      int middle = (explained + unexplained) >>> 1;
      if (isExplained(demands.subList(0, middle))) {
        explained = middle;
      } else {
        unexplained = middle;
      }
    }
    return explained;
  }

  private boolean isExplained(List<Operation> demands) {
    return run(new Search(demandingOnly(operations, demands), allowances, limit))
        == Search.End.EXPLAINED;
  }

  /** Returns an operation and the earlier ones: in turns the next one that speaks of the same values, and the next one. */
  private static List<Operation> byRelevance(Operation last, List<Operation> earlier) {
    Set<Operation> ordered = new LinkedHashSet<>(Set.of(last));
    List<Operation> latest = new ArrayList<>(earlier);
    Collections.reverse(latest);
    List<Operation> related = latest.stream()
        .filter(operation -> !Collections.disjoint(valuesOf(operation), valuesOf(last)))
        .toList();
    for (int i = 0; i < latest.size(); i++) {
      if (i < related.size()) {
        ordered.add(related.get(i));
      }
      ordered.add(latest.get(i));
    }
    return List.copyOf(ordered);
  }

  private static List<Long> valuesOf(Operation operation) {
    List<Long> values = new ArrayList<>();
    LongStream.of(operation.valuesAskedFor()).forEach(values::add);
    operation.offered().ifPresent(values::add);
    return values;
  }

  private List<Operation> smallest(List<Operation> unexplained) {
    List<Operation> demands = unexplained;
    List<Operation> core = new ArrayList<>();
    while (!isUnexplained(core)) {
      int needed = demands.isEmpty() ? 1 : fewest(demands, core);
      if (needed > demands.size()) {
        // A smaller trial took too long.
        return unexplained;
      }
      core.add(demands.get(needed - 1));
      demands = demands.subList(0, needed - 1);
    }
    return exact(core);
  }

  /** Returns the operations without those that are needed only if lulls are looked at roughly. */
  private List<Operation> exact(List<Operation> core) {
    List<Operation> needed = new ArrayList<>(core);
    for (Operation operation : core) {
      List<Operation> fewer = new ArrayList<>(needed);
      fewer.remove(operation);
      if (run(new Search(demandingOnly(operations, fewer), allowances, limit))
          == Search.End.UNEXPLAINED) {
        needed = fewer;
      }
    }
    return needed;
  }

  /** Returns how many of the demands, together with those of the core, are too many; more than there are if all are explained. */
  private int fewest(List<Operation> demands, List<Operation> core) {
    int explained = 0;
    int unexplained = 1;
    while (!isUnexplained(core, demands, unexplained)) {
      if (unexplained == demands.size()) {
        return unexplained + 1;
      }
      explained = unexplained;
      unexplained = Math.min(demands.size(), 2 * unexplained);
    }
    while (unexplained - explained > 1) {
      int middle = (explained + unexplained) >>> 1;
      if (isUnexplained(core, demands, middle)) {
        unexplained = middle;
      } else {
        explained = middle;
      }
    }
    return unexplained;
  }

  private boolean isUnexplained(List<Operation> core, List<Operation> demands, int count) {
    List<Operation> some = new ArrayList<>(core);
    some.addAll(demands.subList(0, count));
    return isUnexplained(some);
  }

  private boolean isUnexplained(List<Operation> demands) {
    List<Operation> trial = demandingOnly(operations, demands);
    Search.End end = run(Search.rough(trial, allowances, Math.min(QUICK_STEPS, limit)));
    if (end == Search.End.GAVE_UP && steps <= TOTAL_STEPS) {
      Search search = Search.rough(trial, allowances, limit);
      end = search.runInTurns();
      steps += search.steps();
    }
    return end == Search.End.UNEXPLAINED;
  }

  private Search.End run(Search search) {
    if (steps > TOTAL_STEPS) {
      return Search.End.GAVE_UP;
    }
    Search.End end = search.run();
    steps += search.steps();
    return end;
  }

  /** Returns the operations, with answers that nobody looks at but for those of some. */
  static List<Operation> demandingOnly(
      Collection<Operation> operations, Collection<Operation> some) {
    Set<Operation> demands = Collections.newSetFromMap(new IdentityHashMap<>());
    demands.addAll(some);
    return operations.stream()
        .map(operation -> operation.isDemanding() && !demands.contains(operation)
            ? operation.answering(Answer.IGNORED)
            : operation)
        .toList();
  }
}
