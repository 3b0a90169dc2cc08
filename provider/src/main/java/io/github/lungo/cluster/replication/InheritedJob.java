// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import org.jspecify.annotations.Nullable;

/** Settles an update that the former primary left open: it may have been seen, so it is never taken back. */
record InheritedJob<K>(Primacy<K, ?> primacy, Update<K> update) implements Job<K> {

  @Override
  public @Nullable K key() {
    return update.key();
  }

  @Override
  public void begin() {
    if (primacy.parts().makes(ReplicationFault.ADOPTS_BEFORE_REPLICATING)) {
      primacy.segment().show(update);
    }
    primacy.publish(update, () -> primacy.ended(this));
  }

  /** The update stays among those that this member holds. */
  @Override
  public void abandon() {}
}
