// SPDX-License-Identifier: Apache-2.0
/**
 * What is under way for single keys: {@link io.github.lungo.keyed.KeyedSlots} finds the lock or the load of a key among the
 * few there are at any time, at the price of one compare-and-set.
 */
@NullMarked
package io.github.lungo.keyed;

import org.jspecify.annotations.NullMarked;
