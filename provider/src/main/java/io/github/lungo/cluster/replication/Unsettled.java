// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import org.jspecify.annotations.Nullable;

/**
 * An update that this member holds for the primary, without knowing whether all owners do: nobody may see it yet, nor what was
 * before it.
 *
 * @param settled what is known to have been before; null if nothing is
 * @param update what is to come
 */
record Unsettled<K>(@Nullable KeyState settled, Update<K> update, Place place) implements KeyState {

  @Override
  public Version version() {
    return update.version();
  }

  /** Returns the settled entry of a key of which this is known, expired or not; null if there is none. */
  static @Nullable VersionedValue settledEntry(@Nullable KeyState state) {
    if (state instanceof Unsettled<?> open) {
      return settledEntry(open.settled());
    }
    return state instanceof VersionedValue entry ? entry : null;
  }
}
