// SPDX-License-Identifier: Apache-2.0
/** What the demo prints. Read {@link io.github.lungo.examples.demo.screen.Screen} first. */
@NullMarked
package io.github.lungo.examples.demo.screen;

import org.jspecify.annotations.NullMarked;
