// SPDX-License-Identifier: Apache-2.0
/**
 * A node of the demo's cluster: a program that holds Lungo's caches in front of the table and does what it is told over its
 * standard input. Read {@link io.github.lungo.examples.demo.node.Node} first.
 */
@NullMarked
package io.github.lungo.examples.demo.node;

import org.jspecify.annotations.NullMarked;
