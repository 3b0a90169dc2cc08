// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import org.jspecify.annotations.Nullable;

/**
 * What a load came to.
 *
 * @param stored the stored form of the value; null if there is none
 */
record Loaded(@Nullable Object stored) {
  static final Loaded NOTHING = new Loaded(null);
}
