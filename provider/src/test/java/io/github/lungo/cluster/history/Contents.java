// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a cache holds when all is quiet again, as each node sees it. Immutable.
 *
 * @param byNode the entries by key, by the name of the node
 */
public record Contents(Map<String, Map<String, Long>> byNode) {

  /** Returns for each key the last write that nothing overlaps or follows, where some node holds something else. */
  public List<Violation> lostWritesOf(History history) {
    List<Violation> lost = new ArrayList<>();
    for (String key : history.keys()) {
      List<Operation> changes = changesOf(key, history);
      changes.stream()
          .filter(Operation::isAcknowledgedWrite)
          .filter(write -> changes.stream().allMatch(other -> isSettledBefore(other, write)))
          .filter(write -> byNode.values().stream().anyMatch(entries -> isLost(write, entries)))
          .forEach(write ->
              lost.add(new Violation(key, "the last write is lost: " + seen(key), List.of(write))));
    }
    return lost;
  }

  private static boolean isLost(Operation write, Map<String, Long> entries) {
    long value = write.written().orElseThrow();
    return entries.getOrDefault(write.key(), Answer.ABSENT) != value;
  }

  /** Returns whether a write makes no difference any more to what a later one left. */
  private static boolean isSettledBefore(Operation other, Operation write) {
    if (other.equals(write)) {
      return true;
    }
    // A load stores nothing where there is an entry.
    boolean isIdle =
        other.call().kind() == Kind.LOAD && write.written().orElse(Answer.ABSENT) != Answer.ABSENT;
    return isIdle || (!other.isUndecided() && other.interval().precedes(write.interval()));
  }

  private static List<Operation> changesOf(String key, History history) {
    return history.of(key).operations().stream()
        .filter(operation -> !operation.isWithoutEffect())
        .toList();
  }

  /** Returns the keys of which the nodes do not hold the same, each with its last writes in the history. */
  public List<Violation> differences(History history) {
    Set<String> keys = new TreeSet<>();
    byNode.values().forEach(entries -> keys.addAll(entries.keySet()));
    List<Violation> differences = new ArrayList<>();
    for (String key : keys) {
      Set<Long> values = new HashSet<>();
      byNode.values().forEach(entries -> values.add(entries.getOrDefault(key, Answer.ABSENT)));
      if (values.size() > 1) {
        differences.add(
            new Violation(key, "the nodes do not agree: " + seen(key), lastOf(key, history)));
      }
    }
    return differences;
  }

  private static List<Operation> lastOf(String key, History history) {
    List<Operation> byEnd = changesOf(key, history).stream()
        .sorted(Comparator.comparingLong(operation -> operation.interval().returned()))
        .toList();
    return byEnd.subList(Math.max(0, byEnd.size() - 5), byEnd.size());
  }

  private Map<String, String> seen(String key) {
    Map<String, String> seen = new TreeMap<>();
    byNode.forEach((node, entries) ->
        seen.put(node, entries.containsKey(key) ? String.valueOf(entries.get(key)) : "nothing"));
    return seen;
  }
}
