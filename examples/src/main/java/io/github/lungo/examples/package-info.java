// SPDX-License-Identifier: Apache-2.0
/**
 * Small programs to read, run and copy from. Read {@link io.github.lungo.examples.QuickStart} first; the demo has a
 * package of its own.
 */
@NullMarked
package io.github.lungo.examples;

import org.jspecify.annotations.NullMarked;
