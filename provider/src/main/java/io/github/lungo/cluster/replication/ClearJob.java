// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.Version;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Removes all entries of a segment, without events. */
final class ClearJob<K> implements Job<K> {
  private final Primacy<K, ?> primacy;
  private final CompletableFuture<Cleared> done = new CompletableFuture<>();

  /**
   * What came of it.
   *
   * @param below everything older is gone
   */
  record Cleared(Version below) {}

  ClearJob(Primacy<K, ?> primacy) {
    this.primacy = primacy;
  }

  CompletableFuture<Cleared> done() {
    return done;
  }

  @Override
  public @Nullable K key() {
    return null;
  }

  @Override
  public void begin() {
    Version version = primacy.parts().versions().nextAbove(primacy.segment().greatestVersion());
    primacy.publish(new Update<>(null, version, null, null), () -> {
      if (!primacy.parts().makes(ReplicationFault.CLEARS_OUT_OF_TURN)) {
        primacy.ended(this);
      }
      done.complete(new Cleared(version));
    });
  }

  @Override
  public void abandon() {
    done.completeExceptionally(new MovedException(true));
  }
}
