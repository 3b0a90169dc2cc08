// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.transport.NodeId;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is asked of whoever coordinates, again and again, until it was done or refused. Confined to one thread. */
final class Errand {
  private final ControlLink link;
  private final Duration patience;
  private final Supplier<@Nullable ControlMessage> message;
  private final Consumer<Answer> answered;
  private int attempt;
  private boolean isUnderWay;

  /**
   * @param patience how long the coordinator may take
   * @param message what to ask now, or null if there is nothing to ask
   * @param answered is told that it was done or refused, and may begin again
   */
  Errand(
      ControlLink link,
      Duration patience,
      Supplier<@Nullable ControlMessage> message,
      Consumer<Answer> answered) {
    this.link = link;
    this.patience = patience;
    this.message = message;
    this.answered = answered;
  }

  /** Begins, unless it is under way. */
  void begin() {
    if (!isUnderWay) {
      restart();
    }
  }

  /** Begins anew, as there is another coordinator, or the same one knows nothing any more. */
  void restart() {
    attempt++;
    @Nullable NodeId coordinator = link.coordinator();
    @Nullable ControlMessage now = message.get();
    isUnderWay = coordinator != null && now != null;
    if (coordinator != null && now != null) {
      int current = attempt;
      link.ask(coordinator, now, patience, answer -> heard(current, answer));
    }
  }

  /** Ends without having been done. */
  void stop() {
    attempt++;
    isUnderWay = false;
  }

  private void heard(int ofAttempt, Answer answer) {
    if (ofAttempt != attempt) {
      return;
    }
    if (answer.verdict() == Verdict.DONE || answer.verdict() == Verdict.REFUSED) {
      isUnderWay = false;
      answered.accept(answer);
      return;
    }
    link.later(TopologyTiming.RETRY_AFTER, () -> {
      if (ofAttempt == attempt) {
        restart();
      }
    });
  }
}
