// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

/** What trouble there can be. */
public enum FaultKind {
  /** A node ends at once. */
  CRASH,
  /** A node comes where one crashed or left. */
  RESTART,
  /** A node leaves. */
  LEAVE,
  /** A node comes on a new host. */
  JOIN,
  /** A node stands still for a while. */
  PAUSE,
  /** Two nodes do not hear each other for a while. */
  CUT,
  /** A node does not hear another for a while. */
  CUT_ONE_WAY,
  /** Some nodes and all others do not hear each other for a while. */
  SPLIT,
  /** A third of all frames is lost for a while. */
  LOSS
}
