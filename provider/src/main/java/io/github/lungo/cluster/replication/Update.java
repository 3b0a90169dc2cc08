// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import org.jspecify.annotations.Nullable;

/**
 * A write as all owners of its segment get it: what is there after it, whatever was there before.
 *
 * @param key the key; null for all keys of the segment, which are removed then as far as they are older
 * @param version newer than that of everything it replaces
 * @param after the entry; null if there is none after it
 * @param call the call that it came of, with its answer, for a call that is repeated; null if it came of none
 * @param news what listeners are told when it is shown; null if nobody listens
 */
record Update<K>(
    @Nullable K key,
    Version version,
    @Nullable VersionedValue after,
    @Nullable DecidedCall call,
    @Nullable News<K> news) {

  /** An update of which no listener is told. */
  Update(
      @Nullable K key,
      Version version,
      @Nullable VersionedValue after,
      @Nullable DecidedCall call) {
    this(key, version, after, call, null);
  }

  /** Returns the same update in another version. */
  Update<K> at(Version newer) {
    @Nullable VersionedValue entry = after;
    return new Update<>(
        key,
        newer,
        entry == null
            ? null
            : EntryShape.versioned(entry.stored(), entry.deadline(), entry.weight(), newer),
        call,
        news);
  }
}
