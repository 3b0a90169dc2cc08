// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lungo.cluster.message.ManualNetwork.Frame;
import io.github.lungo.cluster.message.RequestFailedException.Reason;
import io.github.lungo.cluster.transport.NodeId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies as large as a frame may be, and larger. */
class LargeBodiesTest {
  private static final NodeId A = ManualNetwork.node(1);
  private static final NodeId B = ManualNetwork.node(2);
  private static final int CACHE = Integer.MAX_VALUE; // the longest header
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ManualNetwork network = new ManualNetwork();
  private final ClusterChannel a =
      new ClusterChannel(network.transport(A), network.timing(), view -> {});
  private final ClusterChannel b =
      new ClusterChannel(network.transport(B), network.timing(), view -> {});
  private final byte[] largest = new byte[a.maximumBodyBytes()];
  private final byte[] tooLarge = new byte[a.maximumBodyBytes() + 1];
  private byte[] answer = largest;
  private int asked;

  @BeforeEach
  void join() {
    a.start();
    b.start();
    b.serve(CACHE, new ClusterChannel.Handler() {
      @Override
      public CompletableFuture<byte[]> asked(NodeId from, byte[] body) {
        asked++;
        return CompletableFuture.completedFuture(answer);
      }

      @Override
      public void told(NodeId from, byte[] body) {
        throw new AssertionError("nobody tells anything");
      }
    });
  }

  private CompletableFuture<byte[]> ask(byte[] body) {
    return a.request(B, CACHE, body, PATIENCE, PATIENCE);
  }

  private static void assertFailed(CompletableFuture<?> future, Reason reason, String message) {
    assertThat(future)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            RequestFailedException.class, failed -> assertThat(failed.reason()).isEqualTo(reason))
        .withMessage(message);
  }

  @Test
  void request_largest_isAnsweredByTheLargest() {
    CompletableFuture<byte[]> answered = ask(largest);
    network.deliverAll();

    assertThat(answered).isCompleted();
    assertThat(answered.join()).isEqualTo(largest);
  }

  @Test
  void request_tooLarge_failsAtOnceAndIsNotSent() {
    CompletableFuture<byte[]> refused = ask(tooLarge);

    assertFailed(refused, Reason.TOO_LARGE, "a request must have at most 9976 bytes: 9977");
    assertThat(network.inFlight).isEmpty();
  }

  @Test
  void request_answerTooLarge_failsAndIsNotRunAgain() {
    answer = tooLarge;
    CompletableFuture<byte[]> failed = ask(largest);
    Frame request = network.take(B).get(0);
    network.deliver(request);
    network.deliver(request);
    network.deliverAll();

    assertFailed(failed, Reason.FAILED, "an answer must have at most 9976 bytes: 9977");
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void tell_tooLarge_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> a.tell(B, CACHE, tooLarge))
        .withMessage("a notice must have at most 9976 bytes: 9977");
  }
}
