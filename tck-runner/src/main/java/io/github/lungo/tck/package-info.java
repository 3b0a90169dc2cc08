// SPDX-License-Identifier: Apache-2.0
/**
 * Runs the JCache TCK against the provider and counts what ran. Start with {@link io.github.lungo.tck.TckVerdict}, which decides whether the
 * build may pass (asked by {@code TckCountIT}); {@link io.github.lungo.tck.MirroringProvider} is what the TCK finds where it runs on several nodes.
 */
@NullMarked
package io.github.lungo.tck;

import org.jspecify.annotations.NullMarked;
