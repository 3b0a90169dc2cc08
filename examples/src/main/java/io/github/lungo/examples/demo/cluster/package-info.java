// SPDX-License-Identifier: Apache-2.0
/**
 * The demo's cluster as its parent process sees it: nodes that are started, used and killed, and what is checked of them, one
 * class a claim's subject. Read {@link io.github.lungo.examples.demo.cluster.ClusterDemo} first.
 */
@NullMarked
package io.github.lungo.examples.demo.cluster;

import org.jspecify.annotations.NullMarked;
