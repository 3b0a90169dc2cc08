// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
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
}
