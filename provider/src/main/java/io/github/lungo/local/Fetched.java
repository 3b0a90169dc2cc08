// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.VersionedValue;
import org.jspecify.annotations.Nullable;

/**
 * What a load has brought.
 *
 * @param stored the value in stored form, or null if there is none
 * @param isToKeep whether the cache may store it
 * @param entry the entry that it has become where it was loaded, or null if every member makes its own
 */
public record Fetched(
    @Nullable Object stored, boolean isToKeep, @Nullable VersionedValue entry) {

  /** Creates what becomes an entry here, if at all. */
  public Fetched(@Nullable Object stored, boolean isToKeep) {
    this(stored, isToKeep, null);
  }

  /** Returns an entry that another member has made of what it has loaded. */
  public static Fetched of(VersionedValue entry) {
    return new Fetched(entry.stored(), true, entry);
  }
}
