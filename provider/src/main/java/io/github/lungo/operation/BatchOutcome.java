// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a batch of operations.
 *
 * @param outcomes those that took effect
 * @param failure what to throw to the caller, or null: the write-through of some keys failed, or a listener did
 */
public record BatchOutcome(
    List<Outcome<?>> outcomes, @Nullable RuntimeException failure) {}
