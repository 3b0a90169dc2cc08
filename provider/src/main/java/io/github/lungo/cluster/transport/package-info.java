// SPDX-License-Identifier: Apache-2.0
/** Bytes between members of a cluster, and who they are: the network as the cluster's protocols see it. */
@NullMarked
package io.github.lungo.cluster.transport;

import org.jspecify.annotations.NullMarked;
