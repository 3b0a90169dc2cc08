// SPDX-License-Identifier: Apache-2.0
/**
 * Who is there, and who keeps what. A key belongs to a segment by its {@link io.github.lungo.cluster.membership.StableHash},
 * {@link io.github.lungo.cluster.membership.Ownership} says which members should keep a segment, and a
 * {@link io.github.lungo.cluster.membership.Topology}, to be read first, which members do.
 */
@NullMarked
package io.github.lungo.cluster.membership;

import org.jspecify.annotations.NullMarked;
