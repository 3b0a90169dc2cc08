// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.VersionedValue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads a key at the primary, when it has its turn: for a key of which an earlier update is not settled. */
final class ReadJob<K> implements Job<K> {
  private final Primacy<K, ?> primacy;
  private final K key;
  private final CompletableFuture<@Nullable VersionedValue> entry = new CompletableFuture<>();

  ReadJob(Primacy<K, ?> primacy, K key) {
    this.primacy = primacy;
    this.key = key;
  }

  /** Returns the live entry, or null. */
  CompletableFuture<@Nullable VersionedValue> entry() {
    return entry;
  }

  @Override
  public K key() {
    return key;
  }

  @Override
  public void begin() {
    @Nullable VersionedValue live = primacy.live(key);
    primacy.ended(this);
    entry.complete(live);
  }

  @Override
  public void abandon() {
    entry.completeExceptionally(new MovedException(true));
  }
}
