// SPDX-License-Identifier: Apache-2.0
/**
 * Brings all members that run a cache to the same topology, one after the other. Begin with {@link
 * io.github.lungo.cluster.topology.ClusterTopologies}. A member's part in a cache is its Participation; while it coordinates, it
 * has a Reign, in which each cache has its CacheCourse: CoordinatedCache decides, InstallRound brings it to all.
 */
@NullMarked
package io.github.lungo.cluster.topology;

import org.jspecify.annotations.NullMarked;
