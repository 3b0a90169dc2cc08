// SPDX-License-Identifier: Apache-2.0
/**
 * What the members of a cluster send each other about the entries of one cache, as bytes: keys, stored values, operations,
 * answers and failures. Read {@link io.github.lungo.cluster.wire.CacheWire} first. No byte that comes in is trusted, and
 * what cannot be sent is said before anything is.
 */
@NullMarked
package io.github.lungo.cluster.wire;

import org.jspecify.annotations.NullMarked;
