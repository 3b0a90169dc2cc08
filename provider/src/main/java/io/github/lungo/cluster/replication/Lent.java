// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import org.jspecify.annotations.Nullable;

/**
 * What a primary answers who wants to load a key himself.
 *
 * @param number the number under which to bring what was loaded; 0 if there is nothing to load
 * @param stored the stored form of the value that is there or that another load has brought; null if there is none
 */
record Lent(long number, @Nullable Object stored) {

  boolean isGranted() {
    return number != 0;
  }
}
