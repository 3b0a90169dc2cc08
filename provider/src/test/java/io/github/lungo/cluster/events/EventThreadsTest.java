// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.membership.TopologyProposal;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.Transport;
import io.github.lungo.cluster.transport.View;
import io.github.lungo.schedule.BackgroundAlarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two members with real threads, and a network in memory whose frames overtake each other. */
@Timeout(30)
final class EventThreadsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int CHANGES = 1_000;

  private final Map<NodeId, Transport.Receiver> receivers = new ConcurrentHashMap<>();
  private final ExecutorService wires = Executors.newFixedThreadPool(2);
  private final ExecutorService listeners = Executors.newCachedThreadPool();
  private final NodeId idA = new NodeId(new UUID(0, 1), "a");
  private final NodeId idB = new NodeId(new UUID(0, 2), "b");
  private final Topology topology =
      TopologyProposal.first(new TopologyName(1, idA), List.of(idA, idB), 1).topology();

  /** Delivers each frame on one of some threads. */
  private final class PooledTransport implements Transport {
    private final NodeId self;

    PooledTransport(NodeId self) {
      this.self = self;
    }

    @Override
    public NodeId self() {
      return self;
    }

    @Override
    public void start(Receiver receiver) {
      receivers.put(self, receiver);
      receiver.viewChanged(View.of(idA, 1, List.of(idA, idB)));
    }

    @Override
    public void send(NodeId to, byte[] frame, Kind kind) {
      wires.execute(() -> receivers.get(to).received(self, frame));
    }

    @Override
    public int maximumFrameBytes() {
      return 1 << 20;
    }

    @Override
    public void close() {
      receivers.remove(self);
    }
  }

  private EventMember member(NodeId id, Duration timeout) {
    return new EventMember(
        new PooledTransport(id),
        System::nanoTime,
        new BackgroundAlarm(listeners),
        listeners,
        timeout);
  }

  private void join(EventMember a, EventMember b) throws Exception {
    a.channel.start();
    b.channel.start();
    CompletableFuture.allOf(a.install(topology), b.install(topology)).get(5, TimeUnit.SECONDS);
  }

  @AfterEach
  void end() {
    wires.shutdownNow();
    listeners.shutdownNow();
  }

  @Test
  void changesOfOneKey_comeInOrder() throws Exception {
    EventMember a = member(idA, TIMEOUT);
    EventMember b = member(idB, TIMEOUT);
    Queue<Long> heard = new ConcurrentLinkedQueue<>();
    new Listener(false, true, event -> heard.add(event.getValue())).register(b.dispatcher);
    join(a, b);

    List<CompletableFuture<Void>> told = new ArrayList<>();
    for (long n = 1; n <= CHANGES; n++) {
      told.add(a.tell(EventType.UPDATED, "k", n));
    }
    CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);

    assertThat(heard)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, CHANGES).boxed().toList());
  }

  @Test
  void listenerWritesItsKey_onBothMembers_nobodyWaitsForEver() throws Exception {
    EventMember a = member(idA, TIMEOUT);
    EventMember b = member(idB, TIMEOUT);
    AtomicLong last = new AtomicLong();
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    for (EventMember member : List.of(a, b)) {
      new Listener(false, true, event -> {
            heard.add(member.id() + " " + event.getValue());
            if (event.getValue() == 1) {
              put(member, a, last);
            }
          })
          .register(member.dispatcher);
    }
    join(a, b);

    put(a, a, last);
    put(a, a, last);

    assertThat(heard.stream().filter(each -> each.startsWith("a")).toList())
        .containsExactly("a 1", "a 2", "a 3", "a 4");
    assertThat(heard.stream().filter(each -> each.startsWith("b")).toList())
        .containsExactly("b 1", "b 2", "b 3", "b 4");
  }

  /** Writes the key at its primary and waits for all listeners, as a cache does. */
  private static void put(EventMember caller, EventMember primary, AtomicLong last) {
    CompletableFuture<Void> written = caller.events.calling(() -> {
      synchronized (last) { // the order of the key's changes
        return primary.tell(EventType.UPDATED, "k", last.incrementAndGet(), caller.id());
      }
    });
    try {
      written.get(5, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void listenerHangs_costsItsWaitersTheTimeoutAndNoOtherKey() throws Exception {
    EventMember a = member(idA, Duration.ofMillis(300));
    EventMember b = member(idB, Duration.ofMillis(300));
    CountDownLatch end = new CountDownLatch(1);
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    new Listener(false, true, event -> {
          if (event.getKey().equals("slow")) {
            awaitUninterruptibly(end);
          }
          heard.add(event.getKey() + " " + event.getValue());
        })
        .register(b.dispatcher);
    join(a, b);

    CompletableFuture<Void> slow = a.tell(EventType.CREATED, "slow", 1);
    for (long n = 1; n <= 10; n++) {
      a.tell(EventType.UPDATED, "fast", n).get(5, TimeUnit.SECONDS);
    }

    assertThat(heard).hasSize(10).noneMatch(each -> each.startsWith("slow"));
    assertThatThrownBy(() -> slow.get(5, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(CacheEntryListenerException.class);
    end.countDown();
    a.tell(EventType.UPDATED, "slow", 2).get(5, TimeUnit.SECONDS);
    assertThat(heard).endsWith("slow 1", "slow 2");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
