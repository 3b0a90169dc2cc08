// SPDX-License-Identifier: Apache-2.0
/**
 * Telling the listeners of all members what has happened to the entries of a cache. A key's primary tells; each member hears
 * what somebody there listens to, once and in the key's order. Read {@link io.github.lungo.cluster.events.ClusterEvents}
 * first.
 */
@NullMarked
package io.github.lungo.cluster.events;

import org.jspecify.annotations.NullMarked;
