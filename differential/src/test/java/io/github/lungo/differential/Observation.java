// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** All that could be seen of one step on one side. Mutable: {@link Difference}s turn one into what Lungo must show. */
final class Observation {
  /** The result; maps by key. Null if there is none, or a failure. */
  Object result;
  /** The types of the exception and its causes; empty if there was none. */
  List<String> failure = List.of();
  /** The entries afterwards, as the iterator shows them. */
  Map<Integer, Integer> contents = new TreeMap<>();
  /** The keys that the loader was asked for, and the calls of the writer. */
  List<String> loads = List.of();

  List<String> writes = List.of();
  /** What each listener heard, but for EXPIRED, by key. */
  List<Map<Integer, List<String>>> events = List.of();
  /** What the step added to the statistics. */
  Counts counts = Counts.NONE;

  Observation copy() {
    Observation copy = new Observation();
    copy.result = result;
    copy.failure = failure;
    copy.contents = new TreeMap<>(contents);
    copy.loads = loads;
    copy.writes = writes;
    copy.events = new ArrayList<>();
    events.forEach(heard -> copy.events.add(new TreeMap<>(heard)));
    copy.counts = counts;
    return copy;
  }

  /** Returns whether some listener heard an event of this type for the key. */
  long heard(int listener, String type) {
    return events.get(listener).values().stream()
        .flatMap(List::stream)
        .filter(event -> event.startsWith(type))
        .count();
  }

  /** Forgets the events of one type for one key. */
  void drop(int key, String type) {
    for (Map<Integer, List<String>> heard : events) {
      heard.computeIfPresent(key, (k, lines) -> {
        List<String> left =
            lines.stream().filter(line -> !line.startsWith(type)).toList();
        return left.isEmpty() ? null : left;
      });
    }
  }

  /** Returns what differs from another observation, one line for each thing; the first listener is not compared. */
  List<String> unlike(Observation other) {
    List<String> lines = new ArrayList<>();
    compare(lines, "failure", failure, other.failure);
    compare(lines, "result", String.valueOf(result), String.valueOf(other.result));
    compare(lines, "contents", contents, other.contents);
    compare(lines, "loader calls", loads, other.loads);
    compare(lines, "writer calls", writes, other.writes);
    for (int i = 1; i < events.size(); i++) {
      compare(lines, "events of listener " + i, events.get(i), other.events.get(i));
    }
    compare(lines, "statistics", counts, other.counts);
    return lines;
  }

  private static void compare(List<String> lines, String what, Object expected, Object found) {
    if (!Objects.equals(expected, found)) {
      lines.add(what + ": expected " + expected + ", found " + found);
    }
  }
}
