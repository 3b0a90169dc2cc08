// SPDX-License-Identifier: Apache-2.0
/**
 * What clients of a cache saw, and whether it may be so: recorded histories, the search for an order that explains one, and
 * simpler checks. Read {@link io.github.lungo.cluster.history.History} first, then {@link
 * io.github.lungo.cluster.history.Linearizability}.
 */
@NullMarked
package io.github.lungo.cluster.history;

import org.jspecify.annotations.NullMarked;
