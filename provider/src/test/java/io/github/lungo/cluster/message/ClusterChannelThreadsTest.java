// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.Transport;
import io.github.lungo.cluster.transport.View;
import io.github.lungo.testing.Threads;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Handlers that answer on other threads, while requests are repeated all the time and settled as soon as may be. */
class ClusterChannelThreadsTest {
  private static final NodeId A = ManualNetwork.node(1);
  private static final NodeId B = ManualNetwork.node(2);
  private static final int CACHE = 1;
  private static final int ASKERS = 3;
  private static final int REQUESTS = 3_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<NodeId, Transport.Receiver> receivers = new ConcurrentHashMap<>();
  private final BlockingQueue<Runnable> sweeps = new LinkedBlockingQueue<>();
  private final BlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
  private final AtomicIntegerArray runs = new AtomicIntegerArray(ASKERS * REQUESTS);

  /** Delivers at once, on the thread that sends. */
  private final class DirectTransport implements Transport {
    private final NodeId self;

    DirectTransport(NodeId self) {
      this.self = self;
    }

    @Override
    public NodeId self() {
      return self;
    }

    @Override
    public void start(Receiver receiver) {
      receivers.put(self, receiver);
      receiver.viewChanged(View.of(A, 1, List.of(A, B)));
    }

    @Override
    public void send(NodeId to, byte[] frame, Kind kind) {
      receivers.get(to).received(self, frame);
    }

    @Override
    public int maximumFrameBytes() {
      return 10_000;
    }

    @Override
    public void close() {
      receivers.remove(self);
    }
  }

  private final class LaterAnswers implements ClusterChannel.Handler {
    @Override
    public CompletableFuture<byte[]> asked(NodeId from, byte[] body) {
      int number = ByteBuffer.wrap(body).getInt();
      runs.incrementAndGet(number);
      CompletableFuture<byte[]> answer = new CompletableFuture<>();
      answers.add(() -> answer.complete(body));
      return answer;
    }

    @Override
    public void told(NodeId from, byte[] body) {
      throw new AssertionError("nobody tells anything");
    }
  }

  @Test
  void answers_ofOtherThreads_comeOnceAndAreForgotten() throws Exception {
    RequestTiming timing = new RequestTiming(
        System::nanoTime,
        (delay, task) -> {
          sweeps.add(task);
          return CompletableFuture.completedFuture(null);
        },
        Duration.ZERO,
        Duration.ZERO);
    ClusterChannel a = new ClusterChannel(new DirectTransport(A), timing, view -> {});
    ClusterChannel b = new ClusterChannel(new DirectTransport(B), timing, view -> {});
    b.start();
    a.start();
    b.serve(CACHE, new LaterAnswers());
    Runnable end = () -> {};
    List<Future<?>> workers = List.of(work(sweeps, end), work(answers, end), work(answers, end));

    Threads.run(ASKERS, asker -> {
      for (int i = 0; i < REQUESTS; i++) {
        byte[] body =
            ByteBuffer.allocate(Integer.BYTES).putInt(asker * REQUESTS + i).array();
        CompletableFuture<byte[]> answer = a.request(B, CACHE, body, PATIENCE, PATIENCE);
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(body);
      }
    });
    for (BlockingQueue<Runnable> ended : List.of(answers, answers, sweeps)) {
      ended.add(end);
    }
    for (Future<?> worker : workers) {
      worker.get(20, TimeUnit.SECONDS);
    }
    for (Runnable left = sweeps.poll(); left != null; left = sweeps.poll()) {
      left.run();
    }

    for (int i = 0; i < runs.length(); i++) {
      assertThat(runs.get(i)).as("runs of request %s", i).isOne();
    }
    assertThat(b.remembered()).isZero();
  }

  /** Runs the tasks of the queue up to the last one. */
  private static Future<?> work(BlockingQueue<Runnable> tasks, Runnable last) {
    return Threads.start(() -> {
      for (Runnable task = tasks.take(); task != last; task = tasks.take()) {
        task.run();
      }
    });
  }
}
