// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import org.jspecify.annotations.Nullable;

/** Removes an entry whose time is over; the source keeps it. */
record ExpiryJob<K>(Primacy<K, ?> primacy, K key) implements Job<K> {

  @Override
  public void begin() {
    @Nullable VersionedValue expired = primacy.segment().entry(key);
    if (expired == null || primacy.live(key) != null) {
      primacy.ended(this);
      return;
    }
    primacy.memory().noteExpired(key);
    Version version = primacy.nextVersion(key);
    PrimaryParts<K, ?> parts = primacy.parts();
    @Nullable News<K> news = News.ofExpiry(parts.changes(), parts.self(), key, expired.stored());
    primacy.publishDeparture(
        this,
        new Update<>(key, version, null, null, news),
        shown -> primacy.endedWhenTold(this, shown));
  }

  @Override
  public void abandon() {}
}
