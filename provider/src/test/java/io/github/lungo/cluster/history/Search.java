// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static io.github.lungo.cluster.history.Answer.ABSENT;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The search for an order of the operations on one key that explains their answers. Confined to one thread, for one use. */
final class Search {
  /*
   * The algorithm of Wing and Gong, with Lowe's memory of what was seen: give a place to one of the operations that nothing
   * without a place must precede, go on from there, and come back for the next one if that leads nowhere. What makes it
   * fast:
   *
   * - An operation that cannot change the entry, and fits, is placed at once and nothing else is tried, as it can do no
   *   harm there.
   * - A value that is still needed, and that nothing can make any more, is not left (Supply).
   * - Values that nobody asks for by name count as one (Anonymity).
   * - An optional operation that would change nothing gets no place; of those that are alike the oldest is first; having
   *   used fewer of them is as good as having used more (Visited).
   *
   * A moment at which nothing is open needs no treatment of its own: all ways to get there differ in the entry's value
   * alone, and are remembered as that.
   */
  private final Puzzle puzzle;
  private final boolean mayVanish;
  private final long limit;
  private final Supply supply = new Supply();
  private final Visited visited = new Visited();
  private final Deque<Branch> branches = new ArrayDeque<>();
  private long steps;

  /**
   * Prepares a search.
   *
   * @param limit after how many steps it gives up
   */
  Search(List<Operation> operations, Set<Allowance> allowances, long limit) {
    this.puzzle = new Puzzle(operations, allowances);
    this.mayVanish = allowances.contains(Allowance.VANISHING_ENTRIES);
    this.limit = limit;
  }

  /** How a search ends. */
  enum End {
    EXPLAINED,
    UNEXPLAINED,
    GAVE_UP
  }

  /** Returns the number of places that were tried. */
  long steps() {
    return steps;
  }

  /** Searches. */
  End run() {
    puzzle.decided().forEach(supply::add);
    puzzle.twins().forEach(group -> group.forEach(supply::add));
    if (puzzle.decided().isEmpty()) {
      return End.EXPLAINED;
    }
    if (supply.isLackingAny()) {
      return End.UNEXPLAINED;
    }
    enter(Configuration.start(), null);
    while (!branches.isEmpty()) {
      Branch branch = branches.peek();
      if (!branch.steps.hasNext()) {
        leave();
        continue;
      }
      if (++steps > limit) {
        return End.GAVE_UP;
      }
      if (isEndReachedBy(branch.steps.next(), branch.configuration)) {
        return End.EXPLAINED;
      }
    }
    return End.UNEXPLAINED;
  }

  private boolean isEndReachedBy(Step step, Configuration from) {
    Configuration to = from.with(step.candidate, step.value, puzzle.decided());
    if (to.place().ended() == puzzle.decided().size()) {
      return true;
    }
    supply.remove(step.candidate);
    boolean isLost = step.value != from.value() && supply.isLacking(from.value());
    if (isLost || !visited.add(to)) {
      supply.add(step.candidate);
      return false;
    }
    enter(to, step.candidate);
    return false;
  }

  private void enter(Configuration configuration, Candidate placed) {
    branches.push(new Branch(configuration, placed, stepsFrom(configuration).iterator()));
  }

  private void leave() {
    Candidate placed = branches.pop().placed;
    if (placed != null) {
      supply.add(placed);
    }
  }

  private List<Step> stepsFrom(Configuration configuration) {
    List<Step> found = new ArrayList<>();
    for (Candidate candidate : puzzle.openAtEndOf(configuration.place().ended())) {
      if (configuration.isPlaced(candidate)) {
        continue;
      }
      if (candidate.isWithoutEffect() && candidate.after(configuration.value()).length > 0) {
        return List.of(new Step(candidate, configuration.value()));
      }
      addSteps(candidate, configuration, found);
    }
    addOptionalSteps(configuration, found);
    return found;
  }

  private void addOptionalSteps(Configuration configuration, List<Step> found) {
    Candidate next = puzzle.decided().get(configuration.place().ended());
    for (List<Candidate> group : puzzle.twins()) {
      int first = group.get(0).slot;
      int unused = configuration.used().nextClearBit(first) - first;
      if (unused < group.size()
          && group.get(unused).interval().invoked() <= next.interval().returned()) {
        addSteps(group.get(unused), configuration, found);
      }
    }
  }

  private void addSteps(Candidate candidate, Configuration configuration, List<Step> found) {
    long before = configuration.value();
    addSteps(candidate, before, candidate.after(before), found);
    if (mayVanish && before != ABSENT) {
      addSteps(candidate, before, candidate.after(ABSENT), found);
    }
  }

  private static void addSteps(Candidate candidate, long before, long[] after, List<Step> found) {
    for (long value : after) {
      if (!candidate.isOptional() || value != before) {
        found.add(new Step(candidate, value));
      }
    }
  }

  /** A place for an operation, and the entry after it. */
  private record Step(Candidate candidate, long value) {}

  /** A configuration, what was placed to get there, and the steps from it that were not tried. */
  private record Branch(Configuration configuration, Candidate placed, Iterator<Step> steps) {}
}
