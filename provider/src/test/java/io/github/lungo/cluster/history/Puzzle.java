// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operations on one key, made ready for the search of an order. Those that have an answer are sorted by their end; the
 * others are optional, those that can stand in for each other side by side. Operations of which nothing can be seen are left
 * out. Immutable once made.
 */
final class Puzzle {
  private final List<Candidate> decided = new ArrayList<>();
  private final List<List<Candidate>> open = new ArrayList<>();
  private final Map<Object, List<Candidate>> twins = new LinkedHashMap<>();

  Puzzle(List<Operation> operations, Set<Allowance> allowances) {
    Anonymity anonymity = new Anonymity(operations);
    boolean mayLeaveUnstored = allowances.contains(Allowance.UNSTORED_LOADS);
    List<Operation> runs = operations.stream().filter(Operation::isLoaderRun).toList();
    for (Operation operation : operations) {
      if (isSeen(operation)) {
        long[] loads = loadsDuring(operation, runs, anonymity);
        add(new Candidate(anonymity.of(operation), loads, mayLeaveUnstored));
      }
    }
    decided.sort(Comparator.comparingLong(candidate -> candidate.interval().returned()));
    openInTurn();
    numberTwins();
  }

  private static boolean isSeen(Operation operation) {
    boolean isFruitless = operation.isUndecided() && operation.isWithoutEffect();
    return !operation.isLoaderRun() && !isFruitless && !operation.answer().equals(Answer.FAILED);
  }

  private static long[] loadsDuring(
      Operation operation, List<Operation> runs, Anonymity anonymity) {
    if (operation.call().kind() != Kind.LOAD) {
      return new long[0];
    }
    // An undecided load may still store what its loader answers with after the caller left.
    Interval interval = operation.isUndecided()
        ? new Interval(operation.interval().invoked(), Interval.NEVER)
        : operation.interval();
    return runs.stream()
        .filter(run -> run.answer().isValue() && run.interval().overlaps(interval))
        .mapToLong(run -> anonymity.of(run.answer().value()))
        .distinct()
        .toArray();
  }

  private void add(Candidate candidate) {
    if (!candidate.isOptional()) {
      decided.add(candidate);
      return;
    }
    twins.computeIfAbsent(candidate.kin(), kin -> new ArrayList<>()).add(candidate);
  }

  /* At each end of an operation: those that began by then, and have not ended. Each has a slot that no other one of them has,
   * so that a few bits say which of them have a place in the order. */
  private void openInTurn() {
    List<Candidate> byStart = new ArrayList<>(decided);
    byStart.sort(Comparator.comparingLong(candidate -> candidate.interval().invoked()));
    List<Candidate> running = new ArrayList<>();
    BitSet slots = new BitSet();
    int begun = 0;
    for (Candidate next : decided) {
      while (begun < byStart.size()
          && byStart.get(begun).interval().invoked() <= next.interval().returned()) {
        Candidate candidate = byStart.get(begun++);
        candidate.slot = slots.nextClearBit(0);
        slots.set(candidate.slot);
        running.add(candidate);
      }
      running.sort(Comparator.comparingLong(candidate -> candidate.interval().returned()));
      open.add(List.copyOf(running));
      running.remove(next);
      slots.clear(next.slot);
    }
  }

  private void numberTwins() {
    int slot = 0;
    for (List<Candidate> group : twins.values()) {
      group.sort(Comparator.comparingLong(candidate -> candidate.interval().invoked()));
      for (Candidate candidate : group) {
        candidate.slot = slot++;
      }
    }
  }

  /** Returns the operations with an answer, by their end. */
  List<Candidate> decided() {
    return decided;
  }

  /** Returns the operations with an answer that have begun when one ends, and not ended before. */
  List<Candidate> openAtEndOf(int index) {
    return open.get(index);
  }

  /** Returns the optional operations, in groups of which each needs to use its first members only. */
  Collection<List<Candidate>> twins() {
    return twins.values();
  }
}
