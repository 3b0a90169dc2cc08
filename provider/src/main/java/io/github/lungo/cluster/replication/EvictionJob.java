// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.VersionedValue;
import org.jspecify.annotations.Nullable;

/**
 * Removes an entry for want of room, on all owners, unless it was written since it was chosen. Nobody is told of it, and the
 * source keeps what it has.
 */
record EvictionJob<K>(Primacy<K, ?> primacy, K key, CachedValue chosen) implements Job<K> {

  @Override
  public void begin() {
    @Nullable VersionedValue present = primacy.segment().entry(key);
    if (present == null || !present.isSameVersionAs(chosen)) {
      primacy.ended(this);
      primacy.evictions().ended();
      return;
    }
    Update<K> update = new Update<>(key, primacy.nextVersion(key), null, null);
    if (primacy.parts().makes(ReplicationFault.EVICTS_ALONE)) {
      primacy.segment().show(update);
      end();
      return;
    }
    primacy.publishDeparture(this, update, shown -> end());
  }

  private void end() {
    primacy.ended(this);
    primacy.parts().residency().gone();
    primacy.evictions().ended();
  }

  /** The next primary chooses anew. */
  @Override
  public void abandon() {}
}
