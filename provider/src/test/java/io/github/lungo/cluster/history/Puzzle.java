// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The operations on one key, made ready for the search of an order. Those that have an answer are sorted by their end; the
 * others are optional, those that can stand in for each other side by side. Operations of which nothing can be seen are left
 * out. Immutable once made.
 */
final class Puzzle {
  private final List<Candidate> decided = new ArrayList<>();
  private final List<List<Candidate>> open = new ArrayList<>();
  private final Map<Integer, List<Candidate>> twins = new LinkedHashMap<>();

  private final Anonymity anonymity;
  private final Set<Long> sums;
  private final Map<Object, Integer> kin = new HashMap<>();

  Puzzle(List<Operation> operations, Set<Allowance> allowances, boolean isRough) {
    anonymity = new Anonymity(operations);
    sums = anonymity.sums(operations);
    long end = operations.stream()
        .filter(Operation::isDemanding)
        .mapToLong(operation -> operation.interval().returned())
        .max()
        .orElse(Long.MIN_VALUE);
    boolean mayLeaveUnstored = allowances.contains(Allowance.UNSTORED_LOADS);
    List<Operation> runs = operations.stream().filter(Operation::isLoaderRun).toList();
    Lulls lulls = new Lulls(operations);
    for (Operation operation : operations) {
      if (isSeen(operation, end)) {
        long[] sources = loadsDuring(operation, runs, anonymity);
        if (isRough && lulls.take(operation, valuesAfter(operation, sources))) {
          continue;
        }
        add(new Candidate(operation, anonymity.of(operation), sources, mayLeaveUnstored));
      }
    }
    lulls.candidates().forEach(this::add);
    decided.sort(Comparator.comparingLong(candidate -> candidate.interval().returned()));
    openInTurn(numberTwins());
  }

  private List<Long> valuesAfter(Operation operation, long[] sources) {
    List<Long> values = new ArrayList<>();
    LongStream.of(sources).forEach(values::add);
    switch (operation.call().kind()) {
      case REMOVE, REMOVE_EXACT, GET_AND_REMOVE, CLEAR -> values.add(Answer.ABSENT);
      case ADD -> {
        values.add(Anonymity.SOME);
        values.addAll(sums);
      }
      default -> operation.offered().ifPresent(value -> values.add(anonymity.of(value)));
    }
    return values;
  }

  private static boolean isSeen(Operation operation, long end) {
    boolean isFree = operation.isUndecided() || operation.answer().isIgnored();
    return operation.isDemanding()
        || (isFree && !operation.isWithoutEffect() && operation.interval().invoked() <= end);
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
    candidate.kin = kin.computeIfAbsent(candidate.kin(), key -> kin.size());
    if (!candidate.isOptional()) {
      decided.add(candidate);
      return;
    }
    twins.computeIfAbsent(candidate.kin, kin -> new ArrayList<>()).add(candidate);
  }

  /* At each end of an operation: those that began by then, and have not ended. Each has a slot that no other one of them has,
   * so that a few bits say which of them have a place in the order. */
  private void openInTurn(int optional) {
    List<Candidate> byStart = new ArrayList<>(decided);
    byStart.sort(Comparator.comparingLong(candidate -> candidate.interval().invoked()));
    List<Candidate> running = new ArrayList<>();
    BitSet slots = new BitSet();
    int begun = 0;
    for (Candidate next : decided) {
      while (begun < byStart.size()
          && byStart.get(begun).interval().invoked() <= next.interval().returned()) {
        Candidate candidate = byStart.get(begun++);
        candidate.slot = slots.nextClearBit(optional);
        slots.set(candidate.slot);
        running.add(candidate);
      }
      running.sort(Comparator.comparingLong(candidate -> candidate.interval().returned()));
      open.add(List.copyOf(running));
      running.remove(next);
      slots.clear(next.slot);
    }
  }

  private int numberTwins() {
    int slot = 0;
    for (List<Candidate> group : twins.values()) {
      group.sort(Comparator.comparingLong(candidate -> candidate.interval().invoked()));
      for (Candidate candidate : group) {
        candidate.slot = slot++;
      }
    }
    return slot;
  }

  /** Returns the values that may come of additions of which nobody knows. */
  Set<Long> sums() {
    return sums;
  }

  /** Returns the operations with an answer, by their end. */
  List<Candidate> decided() {
    return decided;
  }

  /** Returns the operations with an answer that have begun when one ends, and not ended before. */
  List<Candidate> openAtEndOf(int index) {
    return open.get(index);
  }

  /** Returns the value, or what stands for it where nobody asks for it any more after so many have ended. */
  long valueAt(int index, long value) {
    return index < decided.size()
        ? anonymity.of(value, decided.get(index).interval().returned())
        : value;
  }

  /** Returns the optional operations, in groups of which each needs to use its first members only. */
  Collection<List<Candidate>> twins() {
    return twins.values();
  }
}
