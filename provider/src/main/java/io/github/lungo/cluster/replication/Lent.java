// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import org.jspecify.annotations.Nullable;

/**
 * What a primary answers who wants to load a key himself.
 *
 * @param number the number under which to bring what was loaded; 0 if there is nothing to load
 * @param stored the stored form of the value that is there or that another load has brought; null if there is none
 * @param isBusy whether another load is under way that the caller would not wait for
 */
record Lent(long number, @Nullable Object stored, boolean isBusy) {
  /** That another member loads the key, which the caller would not wait for. */
  static final Lent BUSY = new Lent(0, null, true);

  Lent(long number, @Nullable Object stored) {
    this(number, stored, false);
  }

  boolean isGranted() {
    return number != 0;
  }
}
