// SPDX-License-Identifier: Apache-2.0
/** What the provider costs over bare Caffeine, in one process. */
@NullMarked
package io.github.lungo.benchmarks;

import org.jspecify.annotations.NullMarked;
