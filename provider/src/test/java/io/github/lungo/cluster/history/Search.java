// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static io.github.lungo.cluster.history.Answer.ABSENT;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

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
   * - Of operations that are open and alike the one that ends first is first.
   *
   * A moment at which nothing is open needs no treatment of its own: all ways to get there differ in the entry's value
   * alone, and are remembered as that.
   */
  private final Puzzle puzzle;
  private final boolean mayVanish;
  private final long limit;
  private final Supply supply;
  private final Visited visited = new Visited();
  private final Deque<Branch> branches = new ArrayDeque<>();
  private final List<Operation> helpful = new ArrayList<>();
  private long steps;

  /**
   * Prepares a search.
   *
   * @param limit after how many steps it gives up
   */
  Search(List<Operation> operations, Set<Allowance> allowances, long limit) {
    this(new Puzzle(operations, allowances, false), allowances, limit);
  }

  private Search(Puzzle puzzle, Set<Allowance> allowances, long limit) {
    this.puzzle = puzzle;
    this.supply = new Supply(puzzle.sums());
    this.mayVanish = allowances.contains(Allowance.VANISHING_ENTRIES);
    this.limit = limit;
  }

  /** Prepares a search that is faster, and may find an order where there is none. */
  static Search rough(List<Operation> operations, Set<Allowance> allowances, long limit) {
    return new Search(new Puzzle(operations, allowances, true), allowances, limit);
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

  /** Returns the operations of which nobody knows the answer and that do something in the order that was found. */
  List<Operation> helpful() {
    return List.copyOf(helpful);
  }

  /** Searches. */
  End run() {
    puzzle.decided().forEach(supply::add);
    puzzle.twins().forEach(group -> group.forEach(supply::add));
    if (puzzle.decided().isEmpty()) {
      return End.EXPLAINED;
    }
    for (Candidate candidate : puzzle.decided()) {
      if (LongStream.of(candidate.needs()).anyMatch(supply::isLacking)) {
        return End.UNEXPLAINED;
      }
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

  /**
   * Searches in the order of time instead, and what has used fewer of the operations that may have happened first: it takes
   * longer to find an order, and less long to find that there is none.
   */
  End runInTurns() {
    if (puzzle.decided().isEmpty()) {
      return End.EXPLAINED;
    }
    PriorityQueue<Configuration> next = new PriorityQueue<>(Configuration.IN_TURN);
    next.add(Configuration.start());
    while (!next.isEmpty()) {
      Configuration from = next.remove();
      if (visited.hasBetterThan(from)) {
        continue;
      }
      for (Step step : stepsFrom(from)) {
        if (++steps > limit) {
          return End.GAVE_UP;
        }
        Configuration to = from.with(step.candidate, step.value, puzzle);
        if (to.place().ended() == puzzle.decided().size()) {
          return End.EXPLAINED;
        }
        if (visited.add(to)) {
          next.add(to);
        }
      }
    }
    return End.UNEXPLAINED;
  }

  private boolean isEndReachedBy(Step step, Configuration from) {
    Configuration to = from.with(step.candidate, step.value, puzzle);
    if (to.place().ended() == puzzle.decided().size()) {
      branches.forEach(branch -> branch.addHelpful(helpful));
      return true;
    }
    supply.remove(step.candidate);
    if (isAnythingLostBy(step, from.value()) || !visited.add(to)) {
      supply.add(step.candidate);
      return false;
    }
    enter(to, step);
    return false;
  }

  private boolean isAnythingLostBy(Step step, long before) {
    if (step.value != before && supply.isLacking(before)) {
      return true;
    }
    for (long value : step.candidate.makes()) {
      if (value != step.value && supply.isLacking(value)) {
        return true;
      }
    }
    return false;
  }

  private void enter(Configuration configuration, @Nullable Step placed) {
    branches.push(new Branch(configuration, placed, stepsFrom(configuration).iterator()));
  }

  private void leave() {
    Step placed = branches.pop().placed;
    if (placed != null) {
      supply.add(placed.candidate);
    }
  }

  private List<Step> stepsFrom(Configuration configuration) {
    List<Step> found = new ArrayList<>();
    Candidate next = puzzle.decided().get(configuration.place().ended());
    BitSet kin = new BitSet();
    for (Candidate candidate : puzzle.openAtEndOf(configuration.place().ended())) {
      if (configuration.isPlaced(candidate)) {
        continue;
      }
      if (candidate.isWithoutEffect() && candidate.after(configuration.value()).length > 0) {
        return List.of(new Step(candidate, configuration.value(), false));
      }
      if (!kin.get(candidate.kin)) {
        kin.set(candidate.kin);
        addSteps(candidate, configuration, found);
      }
    }
    if (next.isFree()) {
      found.add(0, new Step(next, configuration.value(), false));
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
      if (!candidate.isFree() || value != before) {
        found.add(new Step(candidate, value, value != before));
      }
    }
  }

  /** A place for an operation, and the entry after it. */
  private record Step(Candidate candidate, long value, boolean hasEffect) {}

  /** A configuration, what was placed to get there, and the steps from it that were not tried. */
  private record Branch(
      Configuration configuration, @Nullable Step placed, Iterator<Step> steps) {

    void addHelpful(List<Operation> helpful) {
      if (placed != null && placed.hasEffect && placed.candidate.isFree()) {
        helpful.add(placed.candidate.original());
      }
    }
  }
}
