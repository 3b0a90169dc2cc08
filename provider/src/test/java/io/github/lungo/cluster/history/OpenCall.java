// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A call that waits for its answer, and is undecided until then. Takes one answer. Thread-safe; never blocks. */
public final class OpenCall {
  private final Call call;
  private final Consumer<Answer> recorder;

  OpenCall(Call call, Consumer<Answer> recorder) {
    this.call = call;
    this.recorder = recorder;
  }

  /**
   * Notes what the cache's method returned.
   *
   * @param result a Long, or null for none; a Boolean; or null where the method returns nothing
   */
  public void answered(@Nullable Object result) {
    end(call.kind().answerOf(result));
  }

  /** Notes an exception that says that the call did nothing, and will not do anything. */
  public void failedWithoutEffect() {
    end(Answer.FAILED);
  }

  /** Notes that the client waits no longer, and does not know. */
  public void undecided() {
    end(Answer.UNDECIDED);
  }

  /** Notes what the client was told. */
  public void end(Answer answer) {
    recorder.accept(answer);
  }

  /**
   * Notes how a call ends that is answered later.
   *
   * @param isWithoutEffect tells the failures after which the call did and will do nothing; all others leave it undecided
   */
  public void follow(CompletionStage<?> stage, Predicate<Throwable> isWithoutEffect) {
    stage.whenComplete((result, failure) -> {
      if (failure == null) {
        answered(result);
        return;
      }
      boolean isWrapped = failure instanceof CompletionException && failure.getCause() != null;
      end(
          isWithoutEffect.test(isWrapped ? failure.getCause() : failure)
              ? Answer.FAILED
              : Answer.UNDECIDED);
    });
  }
}
