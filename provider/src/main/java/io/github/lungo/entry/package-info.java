// SPDX-License-Identifier: Apache-2.0
/**
 * What a store holds for a key: {@link io.github.lungo.entry.CachedValue}, in no more bytes than its cache needs. In a
 * cluster an entry has a {@link io.github.lungo.entry.Version}, given by a {@link io.github.lungo.entry.HybridClock}.
 */
@NullMarked
package io.github.lungo.entry;

import org.jspecify.annotations.NullMarked;
