// SPDX-License-Identifier: Apache-2.0
/**
 * The engine of a cache that lives in this process. {@link io.github.lungo.local.LocalEngine} reads from a Caffeine store;
 * {@link io.github.lungo.local.AtomicSteps} makes every change, one at a time for each key. Read these two first.
 */
@NullMarked
package io.github.lungo.local;

import org.jspecify.annotations.NullMarked;
