// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import org.jspecify.annotations.Nullable;

/** Something that the primary does with a key, or with all keys of a segment, while nothing else is done with them. */
interface Job<K> {

  /** Returns the key; null for all keys of the segment. */
  @Nullable
  K key();

  /** Begins, in the segment's mailbox. Must end by {@link Turns#ended}. */
  void begin();

  /** Gives up before it has begun, or while owners do not hold its update yet, as this member is the primary no more. */
  void abandon();
}
