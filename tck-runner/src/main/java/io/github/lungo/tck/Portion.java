// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Some classes of the TCK, which one JVM runs one after the other. Immutable.
 *
 * @param settings what they run against
 * @param number tells the portions of a run apart, from 1 on
 * @param classNames the classes, at least one
 */
record Portion(TckSettings settings, int number, List<String> classNames) {

  Portion {
    classNames = List.copyOf(classNames);
  }

  /**
   * Returns the portions of a run, which have about as many tests each.
   *
   * @param tests the number of tests by class name
   * @param portions how many there are to be, unless there are fewer classes
   */
  static List<Portion> of(TckSettings settings, Map<String, Integer> tests, int portions) {
    List<String> largestFirst = new ArrayList<>(tests.keySet());
    largestFirst.sort(Comparator.<String, Integer>comparing(tests::get)
        .reversed()
        .thenComparing(Comparator.naturalOrder()));
    List<List<String>> classes = new ArrayList<>();
    for (String className : largestFirst) {
      if (classes.size() < portions) {
        classes.add(new ArrayList<>(List.of(className)));
      } else {
        classes.stream()
            .min(Comparator.comparing(those -> count(those, tests)))
            .orElseThrow()
            .add(className);
      }
    }
    List<Portion> result = new ArrayList<>();
    classes.forEach(those -> result.add(new Portion(settings, result.size() + 1, those)));
    return result;
  }

  private static int count(List<String> classNames, Map<String, Integer> tests) {
    return classNames.stream().mapToInt(tests::get).sum();
  }
}
