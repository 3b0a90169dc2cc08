// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

/** Ways in which the protocol can be broken, for tests to show that they would notice. */
enum TopologyFault {
  /** The coordinator activates a topology once one member has installed it. */
  ACTIVATES_TOO_EARLY,
  /** The coordinator installs a topology at its own members alone, not at those that it leaves out. */
  FORGETS_FORMER_MEMBERS,
  /** A member answers whoever asks, and installs what others decide than the one that it answered last. */
  BREAKS_PROMISES,
  /** A coordinator gives a number twice, and members take it. */
  REPEATS_NUMBERS,
  /** The coordinator believes copies that became complete in an earlier topology. */
  BELIEVES_OLD_COPIES,
  /** A member reports its copies to one coordinator only. */
  REPORTS_ONCE,
  /** A new coordinator takes what it has installed itself for the newest. */
  ASKS_NOBODY
}
