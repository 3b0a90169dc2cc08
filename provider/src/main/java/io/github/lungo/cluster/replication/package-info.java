// SPDX-License-Identifier: Apache-2.0
/**
 * Entries that several members keep: each segment has a primary, which orders the writes of its keys and lets none be seen
 * before all owners hold it. Nothing here waits; what takes time is a future.
 */
@NullMarked
package io.github.lungo.cluster.replication;

import org.jspecify.annotations.NullMarked;
