// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.history.Answer;
import io.github.lungo.cluster.history.History;
import io.github.lungo.cluster.history.Kind;
import io.github.lungo.cluster.history.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * The loads of a history that ended without a value while the loader ran for nobody.
 *
 * @param number how many there are
 * @param outdated those of them that no run of the loader explains, as the key was written since
 */
record LoadsFromMemory(int number, List<Operation> outdated) {

  static LoadsFromMemory in(History history) {
    int number = 0;
    List<Operation> outdated = new ArrayList<>();
    for (String key : history.keys()) {
      List<Operation> calls = history.of(key).operations();
      List<Operation> runs = calls.stream().filter(Operation::isLoaderRun).toList();
      for (Operation load : calls) {
        boolean isFromMemory = load.call().kind() == Kind.LOAD
            && load.answer().equals(Answer.NOTHING)
            && runs.stream().noneMatch(run -> run.interval().overlaps(load.interval()));
        if (isFromMemory) {
          number++;
          if (runs.stream().noneMatch(run -> explains(run, load, calls))) {
            outdated.add(load);
          }
        }
      }
    }
    return new LoadsFromMemory(number, outdated);
  }

  private static boolean explains(Operation run, Operation load, List<Operation> calls) {
    long read = run.interval().returned();
    return run.answer().equals(Answer.NOTHING)
        && read < load.interval().invoked()
        && calls.stream()
            .noneMatch(write -> write.isAcknowledgedWrite()
                && write.interval().invoked() > read
                && write.interval().returned() < load.interval().invoked());
  }
}
