// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.ExpiryRules;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.OperationContext;
import io.github.lungo.operation.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One operation of a caller at the primary: applied once, shown when all owners hold what came of it. */
final class OperationJob<K, V> implements Job<K> {
  private static final Version NONE_YET = new Version(0, 0);

  private final Primacy<K, V> primacy;
  private final OperationId id;
  private final K key;
  private final EntryOperation<K, V, ?> operation;
  private final Executor runner;
  private final CompletableFuture<Told> answer = new CompletableFuture<>();
  private @Nullable VersionedValue before;
  private @Nullable VersionedValue replaced;

  /**
   * Creates the job.
   *
   * @param runner runs the user's code
   */
  OperationJob(
      Primacy<K, V> primacy,
      OperationId id,
      K key,
      EntryOperation<K, V, ?> operation,
      Executor runner) {
    this.primacy = primacy;
    this.id = id;
    this.key = key;
    this.operation = operation;
    this.runner = runner;
  }

  /** Returns what came of it, as soon as that is certain; fails as the operation does, or as this member is no primary. */
  CompletableFuture<Told> answer() {
    return answer;
  }

  @Override
  public K key() {
    return key;
  }

  @Override
  public void begin() {
    DecidedCalls decided = primacy.segment().decided();
    decided.forgetBelow(id);
    @Nullable Answer known = decided.answerTo(id);
    if (known != null) {
      primacy.ended(this);
      answer.complete(new Told(known, null));
      return;
    }
    before = primacy.live(key);
    replaced = primacy.segment().entry(key);
    try {
      runner.execute(this::run);
    } catch (RuntimeException refused) {
      fail(refused);
    }
  }

  private void run() {
    Outcome<?> outcome;
    try {
      outcome = operation.apply(before, new Context());
      primacy.parts().source().write(key, outcome.write(), traits());
    } catch (Throwable failure) {
      primacy.mailbox().execute(() -> fail(failure));
      return;
    }
    primacy.mailbox().execute(() -> decide(outcome));
  }

  private void decide(Outcome<?> outcome) {
    if (primacy.isOver()) {
      abandon();
      return;
    }
    switch (outcome.change()) {
      case NONE -> {
        if (outcome.fencesLoads()) {
          primacy.flights().detach(key);
        }
        primacy.ended(this);
        answer.complete(new Told(Answer.of(outcome), null));
      }
      case CREATED, UPDATED -> publish(outcome, (VersionedValue) outcome.after());
      case REMOVED, UPDATED_TO_EXPIRE -> publish(outcome, null);
    }
  }

  private void publish(Outcome<?> outcome, @Nullable VersionedValue after) {
    Answer decided = Answer.of(outcome);
    Version version = primacy.nextVersion(key);
    Update<K> update = new Update<>(key, version, after, new DecidedCall(id, decided)).at(version);
    primacy.publish(update, () -> {
      CompletableFuture<Void> told = primacy.tell(key, version, outcome, replaced);
      primacy.ended(this);
      var unused = told.whenComplete(
          (nothing, failure) -> answer.complete(new Told(decided, Told.cause(failure))));
    });
  }

  private void fail(Throwable failure) {
    primacy.ended(this);
    answer.completeExceptionally(failure);
  }

  @Override
  public void abandon() {
    answer.completeExceptionally(new MovedException(true));
  }

  private CacheTraits<K, V> traits() {
    return primacy.parts().traits();
  }

  /** What the operation may ask. */
  private final class Context implements OperationContext<K, V> {

    @Override
    public K key() {
      return traits().keyFor(key);
    }

    @Override
    public long now() {
      return traits().clock().nanos();
    }

    @Override
    public ExpiryRules expiry() {
      return traits().expiry();
    }

    @Override
    public V valueOf(Object stored) {
      return traits().valueOf(stored);
    }

    @Override
    public Object storedFormOf(V value) {
      return traits().storedFormOf(value);
    }

    @Override
    public CachedValue entry(Object stored, long deadline) {
      return new VersionedValue(stored, deadline, NONE_YET);
    }

    /** Reads the key through, for a processor. */
    @Override
    public @Nullable Object load() {
      @Nullable ReadThrough<K, V> reader = primacy.parts().source().reader();
      @Nullable V loaded = reader == null ? null : reader.load(key());
      return loaded == null ? null : storedFormOf(loaded);
    }
  }
}
