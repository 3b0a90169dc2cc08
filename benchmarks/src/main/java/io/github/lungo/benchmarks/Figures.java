// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import io.github.lungo.benchmarks.provider.Contender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was counted so far, by the name of the figure. Confined to the thread that measures. */
final class Figures {
  /** One figure of one contender. */
  record Cell(String name, Contender contender) {}

  private final Map<Cell, List<Double>> figures = new LinkedHashMap<>();
  private final Map<ExactPart, Set<String>> refusals = new LinkedHashMap<>();

  /** Takes the answers of a fork. */
  void add(ExactPart part, Contender contender, List<String> forkArguments, List<String> answers) {
    for (String answer : answers) {
      String[] words = answer.split(" ", 3);
      if (words[0].equals("figure")) {
        figures
            .computeIfAbsent(new Cell(words[1], contender), any -> new ArrayList<>())
            .add(Double.parseDouble(words[2]));
      } else if (words[0].equals("refused")) {
        String what = String.join(" ", forkArguments) + (forkArguments.isEmpty() ? "" : ": ");
        refusals
            .computeIfAbsent(part, any -> new LinkedHashSet<>())
            .add(contender.title() + ": " + what + answer.substring("refused ".length()));
      }
    }
  }

  /** Returns all in the order in which they came. */
  Map<Cell, List<Double>> all() {
    return figures;
  }

  /** Returns the figure, the median where it was counted more than once, or NaN where there is none. */
  double of(String name, Contender contender) {
    return Measurements.median(figures.getOrDefault(new Cell(name, contender), List.of()));
  }

  /** Returns who has no figures in that part, and why. */
  Set<String> refusals(ExactPart part) {
    return refusals.getOrDefault(part, Set.of());
  }
}
