// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.testing.LoggedLines;
import io.github.lungo.testing.Threads;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

final class DeliveriesTest {
  private final NodeId node = new NodeId(UUID.randomUUID(), "node");
  private final View view = View.of(node, 1, List.of(node));
  private final Queue<Runnable> thread = new ArrayDeque<>();
  private final List<String> heard = new ArrayList<>();
  private final Deliveries deliveries = new Deliveries(new Listening(), thread::add, 1);

  @Test
  void frame_isTold_atOnce() {
    deliveries.received(node, new byte[3]);

    assertThat(heard).containsExactly("node: 3");
  }

  @Test
  void view_isTold_onTheThread() {
    deliveries.viewChanged(view);
    assertThat(heard).isEmpty();
    assertThat(deliveries.sufficientView()).isNotDone();

    thread.remove().run();

    assertThat(heard).containsExactly("1");
    assertThat(deliveries.sufficientView()).isDone();
  }

  @Test
  void losses_beforeTheReceiverHears_areToldOnce() {
    deliveries.overflowed(node);
    deliveries.overflowed(node);

    assertThat(thread).hasSize(1);
  }

  @Test
  void loss_sinceTheReceiverBeganToHear_isToldAgain() {
    deliveries.overflowed(node);
    thread.remove().run();

    deliveries.overflowed(node);

    thread.remove().run();
    assertThat(heard).containsExactly("overflow", "overflow");
  }

  @Test
  void closed_tellNothing() {
    deliveries.viewChanged(view);
    deliveries.overflowed(node);

    deliveries.close();

    deliveries.received(node, new byte[3]);
    thread.forEach(Runnable::run);
    assertThat(heard).isEmpty();
  }

  @Test
  void close_whileTheReceiverIsTold_waits() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Deliveries slow = new Deliveries(
        new Listening() {
          @Override
          public void received(NodeId from, byte[] frame) {
            inside.countDown();
            awaitQuietly(leave);
          }
        },
        Runnable::run,
        1);
    Future<?> told = Threads.start(() -> slow.received(node, new byte[0]));
    inside.await();

    Future<?> closing = Threads.start(slow::close);

    Assertions.assertThatThrownBy(() -> closing.get(100, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    leave.countDown();
    closing.get(5, TimeUnit.SECONDS);
    told.get(5, TimeUnit.SECONDS);
  }

  @Test
  void receiver_thatFails_isLoggedAndGoesOn() {
    try (LoggedLines log = new LoggedLines(Deliveries.class.getName())) {
      Deliveries failing = new Deliveries(
          new Listening() {
            @Override
            public void viewChanged(View changed) {
              throw new IllegalStateException("broken");
            }
          },
          Runnable::run,
          1);

      failing.viewChanged(view);
      failing.overflowed(node);

      assertThat(log.lines())
          .containsExactly("SEVERE a receiver of frames and views failed, which it must not");
      assertThat(heard).containsExactly("overflow");
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private class Listening implements Transport.Receiver {
    @Override
    public void received(NodeId from, byte[] frame) {
      heard.add(from + ": " + frame.length);
    }

    @Override
    public void viewChanged(View changed) {
      heard.add(Long.toString(changed.number()));
    }

    @Override
    public void overflowed(NodeId to) {
      heard.add("overflow");
    }
  }
}
