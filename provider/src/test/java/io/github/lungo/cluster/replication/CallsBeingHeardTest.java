// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.transport.NodeId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a repeated call is told of the listeners. */
final class CallsBeingHeardTest {
  private static final NodeId CALLER = new NodeId(new UUID(0, 1), "caller");

  private final CallsBeingHeard calls = new CallsBeingHeard(new Mailbox());
  private final CompletableFuture<Void> heard = new CompletableFuture<>();

  private static OperationId call(long number, long decidedBelow) {
    return new OperationId(CALLER, number, decidedBelow);
  }

  @Test
  void of_listenersAreHearing_waitsForThem() {
    calls.add(call(1, 1), heard);

    assertThat(calls.of(call(1, 1))).isNotDone();
    heard.complete(null);
    assertThat(calls.of(call(1, 1))).isCompleted();
    assertThat(calls.isEmpty()).isTrue();
  }

  @Test
  void of_listenerHasFailed_failsUntilTheCallerKnows() {
    calls.add(call(1, 1), heard);
    heard.completeExceptionally(new IllegalStateException("no"));

    assertThat(calls.of(call(1, 1))).isCompletedExceptionally();
    calls.forgetBelow(call(2, 1));
    assertThat(calls.of(call(1, 1))).isCompletedExceptionally();
    calls.forgetBelow(call(3, 2));
    assertThat(calls.isEmpty()).isTrue();
  }

  @Test
  void retain_callerIsGone_forgetsItsCalls() {
    calls.add(call(1, 1), CompletableFuture.failedFuture(new IllegalStateException("no")));

    calls.retain(List.of());

    assertThat(calls.isEmpty()).isTrue();
    assertThat(calls.of(call(1, 1))).isCompleted();
  }
}
