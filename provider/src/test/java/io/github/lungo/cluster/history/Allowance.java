// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

/** What a cache may do beyond what its clients ask for. */
public enum Allowance {
  /** An entry may vanish at any time: it expires or is evicted. */
  VANISHING_ENTRIES,
  /** A loaded value may go to those who asked and be no entry, as a write came while it was loaded. */
  UNSTORED_LOADS
}
