// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes between members of a cluster, and who they are: the network as the cluster's protocols see it. Read {@link
 * io.github.lungo.cluster.transport.Transport} first; {@link io.github.lungo.cluster.transport.ClusterNetwork} makes one over
 * JGroups, which only this package imports, and which is loaded only then.
 */
@NullMarked
package io.github.lungo.cluster.transport;

import org.jspecify.annotations.NullMarked;
