// SPDX-License-Identifier: Apache-2.0
/** The providers that are compared, and how each is told what JCache has no words for. Read {@code Contender} first. */
@NullMarked
package io.github.lungo.benchmarks.provider;

import org.jspecify.annotations.NullMarked;
