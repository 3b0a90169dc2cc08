// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A step, what was there before it, and what the reference implementation made of it; the {@link Difference}s turn that into
 * what Lungo must make of it.
 *
 * @param number the number of the step
 * @param before the contents before
 * @param faults what fails, in this step
 * @param lives what the expiry policy answers, in this step
 * @param expected what the reference implementation showed
 */
record Situation(
    int number,
    Setup setup,
    Step step,
    Map<Integer, Integer> before,
    Faults faults,
    Lives lives,
    Observation expected) {
  /** The number of the listener that hears everything. */
  static final int SPY = 0;

  boolean is(Call... calls) {
    return List.of(calls).contains(step.call());
  }

  boolean hasFailed() {
    return !expected.failure.isEmpty();
  }

  boolean isMissing(int key) {
    return !before.containsKey(key);
  }

  boolean countsStatistics() {
    return !expected.counts.equals(Counts.NONE);
  }

  /** Returns the asked keys that this call reads through. */
  List<Integer> keysToLoad() {
    boolean reads = is(Call.GET, Call.GET_ALL) && setup.loadsOnGet() && !step.isWithNull();
    return reads ? step.keys().stream().filter(this::isMissing).toList() : List.of();
  }

  /** Changes each chain of exceptions that the step showed. */
  void changeFailures(UnaryOperator<List<String>> change) {
    if (hasFailed()) {
      expected.failure = change.apply(expected.failure);
    }
    changeResults(result -> result instanceof List<?> chain
        ? change.apply(chain.stream().map(String::valueOf).toList())
        : result);
  }

  /** Changes the results by key, if there are some. */
  void changeResults(UnaryOperator<Object> change) {
    if (expected.result instanceof Map<?, ?> results) {
      Map<Object, Object> changed = new TreeMap<>();
      results.forEach((key, result) -> changed.put(key, change.apply(result)));
      expected.result = changed;
    }
  }

  /** Returns whether the result of a key in a bulk call is a failure. */
  boolean hasFailed(int key) {
    return expected.result instanceof Map<?, ?> results && results.get(key) instanceof List<?>;
  }

  void addToCounts(int hits, int misses, int removals) {
    Counts counts = expected.counts;
    expected.counts = counts
        .withGets(counts.hits() + hits, counts.misses() + misses)
        .withRemovals(counts.removals() + removals);
  }
}
