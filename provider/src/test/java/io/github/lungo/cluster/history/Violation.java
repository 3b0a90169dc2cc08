// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.List;

/**
 * What a check found wrong with one key. Immutable.
 *
 * @param claim what is wrong, for people
 * @param operations those that show it, with their clients and times
 */
public record Violation(String key, String claim, List<Operation> operations) {

  /** Copies the operations. */
  public Violation {
    operations = List.copyOf(operations);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("key '" + key + "': " + claim + "\n");
    operations.forEach(operation -> text.append("  ").append(operation).append('\n'));
    return text.append(Timeline.of(operations)).toString();
  }
}
