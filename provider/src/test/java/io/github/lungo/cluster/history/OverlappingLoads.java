// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Loads of one key that should have been one. Stateless. */
public final class OverlappingLoads {
  private OverlappingLoads() {}

  /**
   * Finds runs of the loader that began while another one of the same key was under way, although between the two beginnings
   * neither anybody wrote the key nor the topology changed.
   *
   * @param changes when the topology changed, by the history's clock
   */
  public static List<Violation> in(History history, Collection<Long> changes) {
    List<Violation> found = new ArrayList<>();
    for (String key : history.keys()) {
      List<Operation> calls = history.of(key).operations();
      List<Operation> runs = calls.stream().filter(Operation::isLoaderRun).toList();
      for (int i = 1; i < runs.size(); i++) {
        for (Operation earlier : runs.subList(0, i)) {
          if (!mayOverlap(earlier, runs.get(i), calls, changes)) {
            String claim = "loaded while it was being loaded";
            found.add(new Violation(key, claim, List.of(earlier, runs.get(i))));
          }
        }
      }
    }
    return found;
  }

  private static boolean mayOverlap(
      Operation earlier, Operation later, List<Operation> calls, Collection<Long> changes) {
    if (!earlier.interval().overlaps(later.interval())) {
      return true;
    }
    Interval between =
        new Interval(earlier.interval().invoked(), later.interval().invoked());
    return changes.stream()
            .anyMatch(change -> between.invoked() <= change && change <= between.returned())
        || calls.stream()
            .anyMatch(call -> call.call().kind().isWriting() && call.interval().overlaps(between));
  }
}
