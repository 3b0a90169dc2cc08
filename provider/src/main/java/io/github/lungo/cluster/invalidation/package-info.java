// SPDX-License-Identifier: Apache-2.0
/**
 * Entries of which each member keeps copies of its own: a write makes all others drop theirs before it is acknowledged, and a
 * key's primary runs its loads, once for all who wait. Nothing here waits but {@link
 * io.github.lungo.cluster.invalidation.InvalidationEngine}; read {@link
 * io.github.lungo.cluster.invalidation.InvalidatedCache} first, then {@code Rounds}.
 */
@NullMarked
package io.github.lungo.cluster.invalidation;

import org.jspecify.annotations.NullMarked;
