// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import io.github.lungo.entry.Version;
import io.github.lungo.expiry.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * What one member tells another of an entry, which may have been removed.
 *
 * @param stored the value in stored form, or null: the entry was removed, and this is its tombstone
 * @param timeLeft for how many nanoseconds it is still good, not negative; {@link Deadline#NEVER} for ever, and of a tombstone
 */
public record EntryCopy<K>(K key, Version version, @Nullable Object stored, long timeLeft) {

  /** Checks the time left. */
  public EntryCopy {
    if (timeLeft < 0) {
      throw new IllegalArgumentException("the time left must not be negative: " + timeLeft);
    }
    if (stored == null && timeLeft != Deadline.NEVER) {
      throw new IllegalArgumentException("a tombstone has no time left: " + timeLeft);
    }
  }

  /** Returns the tombstone of a removed entry. */
  public static <K> EntryCopy<K> tombstone(K key, Version version) {
    return new EntryCopy<>(key, version, null, Deadline.NEVER);
  }
}
