// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.entry.Version;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Removes all entries of a segment, without events. */
final class ClearJob<K> implements Job<K> {
  private static final CallAnswer DONE = CallAnswer.of(new byte[0]);

  private final Primacy<K, ?> primacy;
  private final OperationId id;
  private final TopologyName cameIn;
  private final CompletableFuture<Cleared> done = new CompletableFuture<>();

  /**
   * What came of it.
   *
   * @param below everything older is gone
   */
  record Cleared(Version below) {}

  ClearJob(Primacy<K, ?> primacy, OperationId id) {
    this.primacy = primacy;
    this.id = id;
    this.cameIn = primacy.topology();
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
    DecidedCalls decided = primacy.segment().decided();
    decided.forgetBelow(id);
    if (decided.answerTo(id) != null) { // once more it would remove what came after the first time
      primacy.ended(this);
      done.complete(new Cleared(primacy.segment().horizon().floor()));
      return;
    }
    if (!primacy.mayBegin(id, cameIn)) {
      primacy.ended(this);
      abandon();
      return;
    }
    Version version = primacy.parts().versions().nextAbove(primacy.segment().greatestVersion());
    primacy.publish(this, new Update<>(null, version, null, new DecidedCall(id, DONE)), shown -> {
      if (!primacy.parts().makes(ReplicationFault.CLEARS_OUT_OF_TURN)) {
        primacy.ended(this);
      }
      done.complete(new Cleared(shown.version()));
    });
  }

  @Override
  public void abandon() {
    done.completeExceptionally(new MovedException(true));
  }
}
