// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A write that stands at this member.
 *
 * @param result what came of it here
 * @param failure what a listener here has thrown, or null
 * @param heard completes when all synchronous listeners elsewhere have heard of it
 * @param told how far the others have been told
 * @param <T> an outcome, or those of many keys
 */
record Written<T>(
    T result, @Nullable Throwable failure, CompletableFuture<Void> heard, Progress told) {}
