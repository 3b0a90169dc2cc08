// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

/** A mistake that a test has the protocol make, to see that somebody notices. No setting leads here. */
enum Fault {
  /** There is none. */
  NONE,
  /** The primary and all others are told at once: who was told before the primary may join the load that it still runs. */
  PARALLEL_ROUNDS,
  /** A member that waits for a load goes on to store what comes of it. */
  WAITING_LOAD_KEPT,
  /** The primary lets later callers join a load that has read what is old now. */
  PRIMARY_LOAD_KEPT,
  /** A member of another topology is taken for one that was told. */
  ANY_TOPOLOGY,

  /** That an entry was removed is forgotten at once. */
  REMOVALS_FORGOTTEN,

  /** Nobody looks for what members have missed. */
  NEVER_COMPARED,

  /** What a member is told it takes in place of whatever it has. */
  OLDER_TAKEN
}
