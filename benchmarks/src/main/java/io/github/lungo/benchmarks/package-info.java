// SPDX-License-Identifier: Apache-2.0
/**
 * What the provider costs over bare Caffeine and beside other JCache providers: starts one JVM after the other and writes
 * the table. Read {@link io.github.lungo.benchmarks.Benchmarks} first; the rows of the table are in {@code row}, what runs
 * in the JVMs is in {@code trial}, who is compared in {@code provider}.
 */
@NullMarked
package io.github.lungo.benchmarks;

import org.jspecify.annotations.NullMarked;
