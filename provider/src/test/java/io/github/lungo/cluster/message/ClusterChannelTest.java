// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.lungo.cluster.message.ManualNetwork.Frame;
import io.github.lungo.cluster.message.RequestFailedException.Reason;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.View;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterChannelTest {
  private static final NodeId A = ManualNetwork.node(1);
  private static final NodeId B = ManualNetwork.node(2);
  private static final int CACHE = 7;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(30);

  private final ManualNetwork network = new ManualNetwork();
  private final List<View> views = new ArrayList<>();
  private final ClusterChannel a =
      new ClusterChannel(network.transport(A), network.timing(), views::add);
  private final ClusterChannel b =
      new ClusterChannel(network.transport(B), network.timing(), view -> {});
  private final Answers answers = new Answers();

  /** Answers each request with its text and how many there were, at once or when the test says so. */
  private static final class Answers implements ClusterChannel.Handler {
    final List<String> asked = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    CompletableFuture<byte[]> slowly;

    @Override
    public CompletableFuture<byte[]> asked(NodeId from, byte[] body)
        throws MalformedFrameException {
      String text = new FrameReader("a body", body).readText(100);
      asked.add(from + " " + text);
      if (text.equals("fail")) {
        throw new IllegalStateException("on purpose");
      }
      return slowly == null
          ? CompletableFuture.completedFuture(bytes(text + " " + asked.size()))
          : slowly;
    }

    @Override
    public void told(NodeId from, byte[] body) throws MalformedFrameException {
      told.add(from + " " + new FrameReader("a body", body).readText(100));
    }
  }

  @BeforeEach
  void join() {
    a.start();
    b.start();
    b.serve(CACHE, answers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] body(String text) {
    return new FrameWriter().writeText(text).toBytes();
  }

  private CompletableFuture<String> ask(String text) {
    return a.request(B, CACHE, body(text), PATIENCE, LONG_PATIENCE)
        .thenApply(answer -> new String(answer, StandardCharsets.UTF_8));
  }

  private static void assertFailed(CompletableFuture<?> future, Reason reason, String message) {
    assertThat(future).isDone();
    Throwable failure = catchThrowable(future::join);
    assertThat(failure).isInstanceOf(CompletionException.class);
    assertThat(failure.getCause()).isInstanceOfSatisfying(RequestFailedException.class, failed -> {
      assertThat(failed.reason()).isEqualTo(reason);
      assertThat(failed.peer()).isEqualTo(B);
      assertThat(failed).hasMessageContaining(message);
    });
  }

  @Test
  void request_answered_completes() {
    CompletableFuture<String> answer = ask("x");
    network.deliverAll();

    assertThat(answer).isCompletedWithValue("x 1");
    assertThat(answers.asked).containsExactly("n1 x");
  }

  @Test
  void request_toItself_isServedToo() {
    a.serve(CACHE, answers);
    CompletableFuture<byte[]> answer = a.request(A, CACHE, body("x"), PATIENCE, LONG_PATIENCE);
    network.deliverAll();

    assertThat(answer).isCompleted();
    assertThat(answer.join()).isEqualTo(bytes("x 1"));
  }

  @Test
  void request_lost_isRepeated() {
    CompletableFuture<String> answer = ask("x");
    assertThat(network.take(B)).hasSize(1);

    network.pass(Duration.ofMillis(400));
    assertThat(network.inFlight).isEmpty();
    network.pass(Duration.ofMillis(200));
    network.deliverAll();

    assertThat(answer).isCompletedWithValue("x 1");
  }

  @Test
  void request_answerLost_runsOnceAndIsAnsweredAlike() {
    CompletableFuture<String> answer = ask("x");
    network.take(B).forEach(network::deliver);
    assertThat(network.take(A)).hasSize(1);
    network.pass(Duration.ofMillis(600));
    network.deliverAll();

    assertThat(answer).isCompletedWithValue("x 1");
    assertThat(answers.asked).hasSize(1);
  }

  @Test
  void request_takesLong_isAcknowledgedAndNotRunAgain() {
    answers.slowly = new CompletableFuture<>();
    CompletableFuture<String> answer = ask("x");
    for (int i = 0; i < 40; i++) { // far beyond its first patience
      network.pass(Duration.ofMillis(500));
      network.deliverAll();
    }
    assertThat(answer).isNotDone();
    answers.slowly.complete(bytes("late"));
    network.deliverAll();

    assertThat(answer).isCompletedWithValue("late");
    assertThat(answers.asked).hasSize(1);
  }

  @Test
  void request_noSignOfLife_timesOut() {
    CompletableFuture<String> answer = ask("x");
    network.take(B);
    network.pass(Duration.ofMillis(1_900));
    assertThat(answer).isNotDone();
    network.pass(Duration.ofMillis(300));

    assertFailed(answer, Reason.TIMED_OUT, "no answer from n2");
  }

  @Test
  void request_acknowledgedButNeverAnswered_timesOutLater() {
    answers.slowly = new CompletableFuture<>();
    CompletableFuture<String> answer = ask("x");
    network.deliverAll();
    network.pass(Duration.ofSeconds(29));
    assertThat(answer).isNotDone();
    network.deliverAll(); // more acknowledgements, which prolong nothing
    network.pass(Duration.ofSeconds(2));

    assertFailed(answer, Reason.TIMED_OUT, "no answer from n2");
  }

  @Test
  void request_peerLeaves_failsAtOnce() {
    CompletableFuture<String> answer = ask("x");
    network.view(List.of(A));

    assertFailed(answer, Reason.PEER_GONE, "n2 has left");
    assertThat(views).hasSize(3);
  }

  @Test
  void request_toNoMember_failsAtOnce() {
    network.view(List.of(A));

    assertFailed(ask("x"), Reason.PEER_GONE, "n2 is no member");
    assertThat(network.inFlight).isEmpty();
  }

  @Test
  void request_cacheIsNotThere_fails() {
    b.retire(CACHE);
    CompletableFuture<String> answer = ask("x");
    network.deliverAll();

    assertFailed(answer, Reason.NOT_HERE, "n2 does not run the cache");
  }

  @Test
  void request_handlerFails_failsWithItsText() {
    CompletableFuture<String> answer = ask("fail");
    network.deliverAll();

    assertFailed(answer, Reason.FAILED, "on purpose");
  }

  @Test
  void request_handlerFailsLater_failsWithItsText() {
    answers.slowly = new CompletableFuture<>();
    CompletableFuture<String> answer = ask("x");
    network.deliverAll();
    answers.slowly.completeExceptionally(new IllegalStateException("long after"));
    network.deliverAll();

    assertFailed(answer, Reason.FAILED, "long after");
  }

  @Test
  void request_bodyOfAnotherProtocol_failsAndIsCounted() {
    CompletableFuture<byte[]> answer =
        a.request(B, CACHE, new byte[] {99}, PATIENCE, LONG_PATIENCE);
    network.deliverAll();

    assertFailed(answer, Reason.FAILED, "the length of a text");
    assertThat(b.dropped()).isEqualTo(1);
  }

  @Test
  void answer_askerHasGivenUp_isNotKept() {
    answers.slowly = new CompletableFuture<>();
    CompletableFuture<String> answer = ask("x");
    network.deliverAll();
    network.pass(LONG_PATIENCE.plusSeconds(1));
    network.deliverAll();
    assertFailed(answer, Reason.TIMED_OUT, "no answer from n2");
    answers.slowly.complete(bytes("late"));
    network.deliverAll();

    assertThat(b.remembered()).isZero();
    assertThat(answers.asked).hasSize(1);
  }

  @Test
  void answer_askerHasLeft_isNotSentAndNotKept() {
    answers.slowly = new CompletableFuture<>();
    CompletableFuture<String> unanswered = ask("x");
    network.deliverAll();
    network.view(List.of(B));
    answers.slowly.complete(bytes("late"));

    assertThat(network.inFlight).isEmpty();
    assertThat(b.remembered()).isZero();
    assertThat(unanswered).isNotDone();
  }

  @Test
  void request_answeredBySomebodyElse_waitsOn() {
    ManualNetwork.Frame request = takeRequest(ask("x"));
    NodeId stranger = ManualNetwork.node(3);
    network.view(List.of(A, B, stranger));
    network.deliver(request);
    Frame reply = network.take(A).get(0);

    CompletableFuture<String> second = ask("y");
    network.take(B);
    network.deliver(new Frame(stranger, A, reply.bytes()));
    assertThat(second).isNotDone();
  }

  private Frame takeRequest(CompletableFuture<String> ignoredAnswer) {
    assertThat(ignoredAnswer).isNotDone();
    return network.take(B).get(0);
  }

  @Test
  void answers_onceTheAskerHasThem_areForgotten() {
    for (int i = 0; i < 100; i++) {
      CompletableFuture<String> answer = ask("x");
      network.deliverAll();
      assertThat(answer).isDone();
    }
    assertThat(b.remembered()).isEqualTo(100);
    network.pass(Duration.ofMillis(100));
    network.deliverAll();

    assertThat(b.remembered()).isZero();
  }

  @Test
  void answers_besideAnOpenRequest_areForgottenToo() {
    answers.slowly = new CompletableFuture<>();
    CompletableFuture<String> open = ask("open");
    network.deliverAll();
    answers.slowly = null;
    CompletableFuture<String> closed = ask("closed");
    Frame request = network.take(B).get(0);
    network.deliver(request);
    network.deliverAll();
    network.pass(Duration.ofMillis(100));
    network.deliverAll();
    assertThat(closed).isDone();
    assertThat(open).isNotDone();

    network.deliver(request); // once more, long after
    assertThat(network.take(A)).isEmpty();
    assertThat(answers.asked).hasSize(2);
  }

  @Test
  void request_comesAgainOnceItIsSettled_doesNotRun() {
    CompletableFuture<String> answer = ask("x");
    Frame request = network.take(B).get(0);
    network.deliver(request);
    network.deliverAll();
    network.pass(Duration.ofMillis(100));
    network.deliverAll();
    assertThat(answer).isDone();

    network.deliver(request);

    assertThat(answers.asked).hasSize(1);
    assertThat(network.inFlight).isEmpty();
  }

  @Test
  void tell_delivered_isHeardWithoutAnswer() {
    a.tell(B, CACHE, body("x"));
    network.take(B).forEach(network::deliver);

    assertThat(answers.told).containsExactly("n1 x");
    assertThat(network.inFlight).isEmpty();
  }

  @Test
  void received_nonsense_isCountedAndDropped() {
    byte[] otherVersion = {2, 1};
    byte[] unknownKind = {1, 99};
    byte[] request = {1, 1, CACHE, 0, 0, 0, 0, 0, 0, 0, 1, 2, 1, 'x'};
    byte[] tooLong = Arrays.copyOf(request, request.length + 1);
    for (byte[] bytes : List.of(new byte[0], otherVersion, unknownKind, tooLong)) {
      network.deliver(new Frame(A, B, bytes));
    }
    assertThat(b.dropped()).isEqualTo(4);
    assertThat(answers.asked).isEmpty();

    request_answered_completes();
  }

  @Test
  void received_fromNoMember_isCountedAndDropped() {
    Frame request = takeRequest(ask("x"));
    network.view(List.of(B));
    network.deliver(request);

    assertThat(answers.asked).isEmpty();
    assertThat(b.dropped()).isEqualTo(1);
  }

  @Test
  void close_requestsOpen_failAndSoDoLaterOnes() {
    CompletableFuture<String> open = ask("x");
    a.close();

    assertFailed(open, Reason.CLOSED, "has left the cluster");
    assertFailed(ask("y"), Reason.CLOSED, "has left the cluster");
  }
}
