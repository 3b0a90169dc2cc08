// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Takes over a write of members that had gone on without this one, if nothing newer is here. It keeps its version, so that
 * whoever comes last with the same changes nothing. Nobody is told of it, and the source is left as it is.
 */
final class ReunionJob<K> implements Job<K> {
  private final Primacy<K, ?> primacy;
  private final Update<K> update;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  ReunionJob(Primacy<K, ?> primacy, Update<K> update) {
    this.primacy = primacy;
    this.update = update;
  }

  CompletableFuture<Void> done() {
    return done;
  }

  @Override
  public @Nullable K key() {
    return update.key();
  }

  @Override
  public void begin() {
    primacy.parts().versions().merge(update.version());
    if (!primacy.segment().isNews(update)) {
      primacy.ended(this);
      done.complete(null);
      return;
    }
    primacy.publish(this, update, shown -> {
      primacy.ended(this);
      done.complete(null);
    });
  }

  @Override
  public void abandon() {
    done.completeExceptionally(new MovedException(true));
  }
}
