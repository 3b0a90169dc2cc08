// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import org.jspecify.annotations.Nullable;

/**
 * What a load has brought.
 *
 * @param stored the value in stored form, or null if there is none
 * @param isToKeep whether the cache may store it
 */
public record Fetched(@Nullable Object stored, boolean isToKeep) {}
