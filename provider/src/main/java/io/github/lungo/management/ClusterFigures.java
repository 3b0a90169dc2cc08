// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import java.util.List;

/** The figures of a clustered cache on all members. Implementations are thread-safe. */
public interface ClusterFigures {

  /**
   * What was heard of the members.
   *
   * @param sum of all that was heard
   * @param members whom it was heard of, by name
   * @param silent the members that did not answer, by name
   */
  record Heard(Figures sum, List<String> members, List<String> silent) {}

  /** Returns what the members say; waits for them. */
  Heard hear();

  /** Sets the figures of all members to zero; waits for them. */
  void clear();
}
