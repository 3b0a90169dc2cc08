// SPDX-License-Identifier: Apache-2.0
/** What the clustered caches of one manager share: their member of the cluster, its threads, clock and codec. */
@NullMarked
package io.github.lungo.cluster.node;

import org.jspecify.annotations.NullMarked;
