// SPDX-License-Identifier: Apache-2.0
/** What a store holds for a key: {@link io.github.lungo.entry.CachedValue}, in no more bytes than its cache needs. */
@NullMarked
package io.github.lungo.entry;

import org.jspecify.annotations.NullMarked;
