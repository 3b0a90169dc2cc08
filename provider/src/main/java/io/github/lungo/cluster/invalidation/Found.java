// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import org.jspecify.annotations.Nullable;

/**
 * What a load has come to. Immutable.
 *
 * @param stored the value in stored form; null if there is none, or the load has failed
 * @param failure what the loader has thrown, or null
 */
record Found(@Nullable Object stored, @Nullable Throwable failure) {}
