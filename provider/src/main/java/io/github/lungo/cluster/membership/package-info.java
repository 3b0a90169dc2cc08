// SPDX-License-Identifier: Apache-2.0
/**
 * Who keeps what. A key belongs to a segment by its {@link io.github.lungo.cluster.membership.StableHash}, to be read first,
 * and {@link io.github.lungo.cluster.membership.Ownership} says which members should keep a segment.
 */
@NullMarked
package io.github.lungo.cluster.membership;

import org.jspecify.annotations.NullMarked;
