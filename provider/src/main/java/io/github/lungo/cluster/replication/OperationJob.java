// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.wire.Answer;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Outcome;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One operation of a caller at the primary: applied once, shown when all owners hold what came of it. */
final class OperationJob<K, V> implements Job<K> {
  private final Primacy<K, V> primacy;
  private final OperationId id;
  private final K key;
  private final EntryOperation<K, V, ?> operation;
  private final Consumer<OperationJob<K, V>> whenItsTurn;
  private final TopologyName cameIn;
  private final CompletableFuture<Told> answer = new CompletableFuture<>();
  private @Nullable VersionedValue before;
  private long deadlineBefore;
  private @Nullable VersionedValue replaced;
  private volatile @Nullable CallAnswer callAnswer;

  /**
   * Creates the job.
   *
   * @param whenItsTurn has it {@linkplain #apply applied}, and then {@linkplain #finish finished} or {@linkplain #fail
   *     failed}; called in the segment's mailbox, while nothing else is done with the key
   */
  OperationJob(
      Primacy<K, V> primacy,
      OperationId id,
      K key,
      EntryOperation<K, V, ?> operation,
      Consumer<OperationJob<K, V>> whenItsTurn) {
    this.primacy = primacy;
    this.id = id;
    this.key = key;
    this.operation = operation;
    this.whenItsTurn = whenItsTurn;
    this.cameIn = primacy.topology();
  }

  /** Returns a job that is applied and written through by itself, by the given runner of user code. */
  static <K, V> OperationJob<K, V> alone(
      Primacy<K, V> primacy,
      OperationId id,
      K key,
      EntryOperation<K, V, ?> operation,
      Executor runner) {
    return new OperationJob<>(
        primacy, id, key, operation, job -> runner.execute(job::applyAndWrite));
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
    primacy.forgetBelow(id);
    @Nullable CallAnswer known = decided.answerTo(id);
    if (known != null && !primacy.parts().makes(ReplicationFault.FORGETS_CALLS)) {
      primacy.ended(this);
      answerWhenHeard(primacy.heard(id), known);
      return;
    }
    if (!primacy.mayBegin(id, cameIn)) {
      primacy.ended(this);
      abandon();
      return;
    }
    @Nullable VersionedValue live = primacy.live(key);
    before = live;
    deadlineBefore = live == null ? 0 : live.deadline();
    replaced = primacy.segment().entry(key);
    try {
      whenItsTurn.accept(this);
    } catch (RuntimeException refused) {
      end(refused);
    }
  }

  private void applyAndWrite() {
    Outcome<?> outcome;
    try {
      outcome = apply();
      primacy.parts().source().write(key, outcome.write(), traits());
    } catch (Throwable failure) {
      fail(failure);
      return;
    }
    finish(outcome);
  }

  /** Applies the operation; runs the user's code. What it answers can be sent, or it fails before anything has changed. */
  Outcome<?> apply() {
    return apply(operation);
  }

  private <R extends @Nullable Object> Outcome<R> apply(EntryOperation<K, V, R> asked) {
    Outcome<R> outcome = asked.apply(before, JobContext.of(primacy, key));
    CallAnswer decided = CallAnswer.of(Answer.of(asked, outcome));
    if (operation instanceof Invoke) {
      var unused = decided.encodedBy(primacy.parts().form()::encode);
    }
    callAnswer = decided;
    return outcome;
  }

  /** Has the outcome take effect. */
  void finish(Outcome<?> outcome) {
    primacy.mailbox().execute(() -> decide(outcome));
  }

  /** Ends the operation without effect. */
  void fail(Throwable failure) {
    primacy.mailbox().execute(() -> end(failure));
  }

  private void decide(Outcome<?> outcome) {
    if (primacy.isOver()) {
      abandon();
      return;
    }
    switch (outcome.change()) {
      case NONE -> {
        if (outcome.fencesLoads()
            && (outlives(outcome) || primacy.segment().horizon().isAnew())) {
          publish(outcome, null); // or else it might come back
          return;
        }
        if (outcome.fencesLoads()) {
          primacy.fence(key);
        }
        @Nullable VersionedValue looked = before;
        if (looked != null) {
          primacy.touched(key, looked, deadlineBefore);
        }
        primacy.ended(this);
        answer.complete(new Told(decided(), null));
      }
      case CREATED, UPDATED -> publish(outcome, (VersionedValue) outcome.after());
      case REMOVED, UPDATED_TO_EXPIRE -> publish(outcome, null);
    }
  }

  /** Returns whether an entry is still there that has expired, and that the next primary might keep as a stale value. */
  private boolean outlives(Outcome<?> outcome) {
    return replaced != null && outcome.before() == null && primacy.memory().keepsStale();
  }

  private void publish(Outcome<?> outcome, @Nullable VersionedValue after) {
    CallAnswer decided = decided();
    Version version = primacy.nextVersion(key);
    @Nullable
    News<K> news = News.of(primacy.parts().changes(), id.caller(), key, outcome, replaced);
    Update<K> update =
        new Update<>(key, version, after, new DecidedCall(id, decided), news).at(version);
    primacy.publish(this, update, shown -> {
      primacy.endedWhenTold(this, shown);
      answerWhenHeard(shown.reception().heard(), decided);
    });
  }

  private void answerWhenHeard(CompletableFuture<Void> heard, CallAnswer decided) {
    var unused = heard.whenComplete(
        (nothing, failure) -> answer.complete(new Told(decided, Told.cause(failure))));
  }

  private CallAnswer decided() {
    return Objects.requireNonNull(callAnswer);
  }

  private void end(Throwable failure) {
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
}
