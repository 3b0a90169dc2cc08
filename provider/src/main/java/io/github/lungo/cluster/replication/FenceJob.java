// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all loads of a segment that run now from storing what they bring, and later callers from joining them. What a load is
 * about to store is stored before this is done.
 */
final class FenceJob<K> implements Job<K> {
  private final Primacy<K, ?> primacy;
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();

  FenceJob(Primacy<K, ?> primacy) {
    this.primacy = primacy;
  }

  CompletableFuture<Boolean> done() {
    return done;
  }

  @Override
  public @Nullable K key() {
    return null;
  }

  @Override
  public void begin() {
    if (primacy.expireAll()) {
      primacy.add(this); // behind those: the next primary might keep them as stale values
      primacy.ended(this);
      return;
    }
    primacy.fence(null);
    primacy.ended(this);
    done.complete(true);
  }

  @Override
  public void abandon() {
    done.completeExceptionally(new MovedException(true));
  }
}
