// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import io.github.lungo.benchmarks.provider.Contender;
import io.github.lungo.benchmarks.row.Cost;
import io.github.lungo.benchmarks.row.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was measured so far. Confined to the thread that measures. */
public final class Measurements {
  /** One row on one contender. */
  private record Cell(Row row, Contender contender) {}

  /**
   * One iteration.
   *
   * @param fork its fork, from 1
   * @param iteration its number in the fork, from 1
   */
  record Sample(Row row, Contender contender, int fork, int iteration, Cost cost) {}

  private final List<Sample> samples = new ArrayList<>();
  private final Map<Cell, String> refusals = new LinkedHashMap<>();
  private final Map<Cell, String> notes = new LinkedHashMap<>();

  /** Takes the answers of a fork. */
  void add(Row row, Contender contender, int fork, List<String> answers) {
    int iteration = 0;
    for (String answer : answers) {
      String[] words = answer.split(" ", 4);
      if (words[0].equals("cost")) {
        iteration++;
        var cost =
            new Cost(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
        samples.add(new Sample(row, contender, fork, iteration, cost));
      } else if (words[0].equals("refused")) {
        refusals.putIfAbsent(
            new Cell(row, contender), answer.substring("refused ".length()).strip());
      } else if (words[0].equals("note")) {
        notes.put(new Cell(row, contender), answer.substring("note ".length()).strip());
      }
    }
  }

  /** Returns all iterations that count, in the order of measuring. */
  List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** Returns why the row has no figure there, or null if it has one. */
  @Nullable
  String refusal(Row row, Contender contender) {
    return refusals.get(new Cell(row, contender));
  }

  /** Returns what has to be known of a figure, or null if nothing has. */
  @Nullable
  String note(Row row, Contender contender) {
    return notes.get(new Cell(row, contender));
  }

  /** Returns the median CPU time of each fork, in nanoseconds, and nothing where a fork was refused. */
  List<Double> nanos(Row row, Contender contender) {
    var byFork = new LinkedHashMap<Integer, List<Double>>();
    for (Sample sample : samples) {
      if (sample.row.equals(row) && sample.contender == contender) {
        byFork.computeIfAbsent(sample.fork, fork -> new ArrayList<>()).add(sample.cost.nanosEach());
      }
    }
    return refusal(row, contender) == null
        ? byFork.values().stream().map(Measurements::median).toList()
        : List.of();
  }

  /** Returns the median of the bytes that one operation allocates, or NaN where there is no figure. */
  double bytes(Row row, Contender contender) {
    return median(samples.stream()
        .filter(sample -> sample.row.equals(row) && sample.contender == contender)
        .map(sample -> sample.cost.bytesEach())
        .toList());
  }

  /** Returns the ratio to bare Caffeine, or null where there is no figure. */
  @Nullable
  Ratio ratio(Row row, Contender contender) {
    List<Double> own = nanos(row, contender);
    List<Double> raw = nanos(row, Contender.RAW);
    if (own.isEmpty() || raw.isEmpty()) {
      return null;
    }
    var pairs = new ArrayList<Double>();
    for (int i = 0; i < Math.min(own.size(), raw.size()); i++) {
      pairs.add(own.get(i) / raw.get(i));
    }
    return new Ratio(
        median(own) / median(raw),
        pairs.stream().mapToDouble(x -> x).min().orElseThrow(),
        pairs.stream().mapToDouble(x -> x).max().orElseThrow());
  }

  /** Returns the median, or NaN of nothing. */
  public static double median(List<Double> figures) {
    if (figures.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = figures.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /**
   * A ratio of medians, and the least and the greatest of the ratios of forks that ran one after the other.
   */
  record Ratio(double median, double least, double greatest) {}
}
