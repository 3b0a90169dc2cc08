// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import java.io.Serial;

/** This member cannot do what it was asked, as it has another topology; the asker is to look again. */
final class MovedException extends RuntimeException {
  @Serial
  private static final long serialVersionUID = 1;

  private final boolean isAhead;

  /**
   * Creates the refusal.
   *
   * @param isAhead whether this member has a newer topology than the asker; else it does not know the asker's yet
   */
  MovedException(boolean isAhead) {
    super("the topology has changed", null, false, false);
    this.isAhead = isAhead;
  }

  boolean isAhead() {
    return isAhead;
  }
}
