// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.row;

import org.jspecify.annotations.Nullable;

/** One call of a cache. */
@FunctionalInterface
interface Operation {
  /** Calls the cache with what stands at that place of the {@link KeyStream}. */
  @Nullable
  Object apply(int index);
}
