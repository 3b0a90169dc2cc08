// SPDX-License-Identifier: Apache-2.0
/** Brings all members that run a cache to the same topology, one after the other. */
@NullMarked
package io.github.lungo.cluster.topology;

import org.jspecify.annotations.NullMarked;
