// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares the tests that ran with those that must run. Immutable. */
final class TckVerdict {
  private final Map<String, Integer> pinned;
  private final Map<String, ClassCount> counted;

  TckVerdict(Map<String, Integer> pinned, Map<String, ClassCount> counted) {
    this.pinned = Map.copyOf(pinned);
    this.counted = Map.copyOf(counted);
  }

  /** Returns one line such as {@code TCK: 492 run, 492 passed, 0 skipped (LOCAL, 1 node)}. */
  String summary(TckSettings settings) {
    ClassCount total = counted.values().stream().reduce(ClassCount.NONE, ClassCount::plus);
    return "TCK: " + total.run() + " run, " + total.passed() + " passed, " + total.skipped()
        + " skipped (" + settings + ")";
  }

  /** Returns a line for everything that keeps the build from passing; none if each pinned test ran and passed. */
  List<String> complaints() {
    SortedSet<String> classNames = new TreeSet<>(pinned.keySet());
    classNames.addAll(counted.keySet());
    List<String> complaints = new ArrayList<>();
    for (String className : classNames) {
      int expected = pinned.getOrDefault(className, 0);
      ClassCount count = counted.getOrDefault(className, ClassCount.NONE);
      if (count.run() != expected) {
        complaints.add(className + " must run " + expected + " tests: " + count.run());
      }
      if (count.failed() > 0) {
        complaints.add(className + " must fail 0 tests: " + count.failed());
      }
      if (count.skipped() > 0) {
        complaints.add(className + " must skip 0 tests: " + count.skipped());
      }
    }
    return complaints;
  }
}
