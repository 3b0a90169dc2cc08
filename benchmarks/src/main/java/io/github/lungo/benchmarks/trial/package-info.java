// SPDX-License-Identifier: Apache-2.0
/** What runs in a JVM of its own: the checks of one row on one provider, then its measurement. Read {@code Trial} first. */
@NullMarked
package io.github.lungo.benchmarks.trial;

import org.jspecify.annotations.NullMarked;
