// SPDX-License-Identifier: Apache-2.0
/**
 * Clusters of several members in this JVM, each with a cache manager of its own, used through the public interfaces alone.
 * Read {@link io.github.lungo.cluster.members.InvalidatedMembers} first.
 */
@NullMarked
package io.github.lungo.cluster.members;

import org.jspecify.annotations.NullMarked;
