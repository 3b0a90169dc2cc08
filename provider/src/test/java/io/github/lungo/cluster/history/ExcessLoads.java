// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** More runs of the loader for one key than changes of the topology explain. Stateless. */
public final class ExcessLoads {
  private ExcessLoads() {}

  /**
   * Finds the keys that were loaded more often than once and once more for each change before the last of these loads began.
   * That holds while nothing else ends a load's use: no write, removal, failure or expiry of the key.
   *
   * @param changes when the topology changed, by the history's clock
   */
  public static List<Violation> in(History history, Collection<Long> changes) {
    List<Violation> found = new ArrayList<>();
    for (String key : history.keys()) {
      List<Operation> runs =
          history.of(key).operations().stream().filter(Operation::isLoaderRun).toList();
      for (int count = 1; count <= runs.size(); count++) {
        long last = runs.get(count - 1).interval().invoked();
        long allowed = 1 + changes.stream().filter(change -> change <= last).count();
        if (count > allowed) {
          String claim = "loaded " + count + " times, " + allowed + " allowed";
          found.add(new Violation(key, claim, runs.subList(0, count)));
          break;
        }
      }
    }
    return found;
  }
}
