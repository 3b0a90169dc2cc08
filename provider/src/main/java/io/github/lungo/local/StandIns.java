// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import org.jspecify.annotations.Nullable;

/** What stands in for values whose loads failed. */
@FunctionalInterface
interface StandIns<K> {

  /** Returns the stored form of the value that a caller gets in place of the failure, or null if there is none. */
  @Nullable
  Object of(K key);
}
