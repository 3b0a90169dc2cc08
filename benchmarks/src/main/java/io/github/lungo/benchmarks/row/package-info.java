// SPDX-License-Identifier: Apache-2.0
/** The rows of the table: what is done, over {@code javax.cache} and over bare Caffeine. Read {@code Row} first. */
@NullMarked
package io.github.lungo.benchmarks.row;

import org.jspecify.annotations.NullMarked;
