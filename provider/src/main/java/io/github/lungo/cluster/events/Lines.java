// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.message.RequestFailedException;
import io.github.lungo.cluster.transport.NodeId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events on their way to other members: of each key, the next is sent to a member when the one before has its place there.
 * Thread-safe.
 */
final class Lines<K> {
  /** An event is never given up; what ends the wait is that the member leaves. */
  private static final Duration ALWAYS = Duration.ofDays(1_000);

  private final ConcurrentHashMap<Way<K>, ArrayDeque<Sent>> lines = new ConcurrentHashMap<>();
  private final ClusterChannel channel;
  private final int cache;

  Lines(ClusterChannel channel, int cache) {
    this.channel = channel;
    this.cache = cache;
  }

  private record Way<K>(NodeId member, K key) {}

  /** An event in its line. */
  private static final class Sent {
    final byte[] body;
    final Consumer<@Nullable RequestFailedException> whenReceived;

    /** Completes when the event is out of its line, if somebody wants to know; changed within the map's steps alone. */
    @Nullable
    CompletableFuture<Void> passed;

    Sent(byte[] body, Consumer<@Nullable RequestFailedException> whenReceived) {
      this.body = body;
      this.whenReceived = whenReceived;
    }
  }

  /**
   * Sends an event when those before it have come.
   *
   * @param whenReceived is told why the event has no place at the member, or null if it has; must not wait
   */
  void send(
      NodeId member, K key, byte[] body, Consumer<@Nullable RequestFailedException> whenReceived) {
    Sent event = new Sent(body, whenReceived);
    Way<K> way = new Way<>(member, key);
    ArrayDeque<Sent> fresh = new ArrayDeque<>(2);
    ArrayDeque<Sent> line = lines.compute(way, (same, present) -> {
      ArrayDeque<Sent> changed = present == null ? fresh : present;
      changed.add(event);
      return changed;
    });
    if (line == fresh) {
      proceed(way, event);
    }
  }

  /** Sends one event after the other, as long as their answers are there at once. */
  private void proceed(Way<K> way, Sent first) {
    @Nullable Sent next = first;
    while (next != null) {
      Sent sent = next;
      CompletableFuture<byte[]> answer =
          channel.request(way.member(), cache, sent.body, ALWAYS, ALWAYS);
      if (!answer.isDone()) {
        var unused = answer.whenComplete((received, failure) -> {
          @Nullable Sent follower = pass(way, sent, failure);
          if (follower != null) {
            proceed(way, follower);
          }
        });
        return;
      }
      next = pass(way, sent, failureOf(answer));
    }
  }

  private static @Nullable Throwable failureOf(CompletableFuture<?> done) {
    return done.handle((value, failure) -> failure).join();
  }

  /** Takes an event out of its line, which has come or never will; returns the next one. */
  private @Nullable Sent pass(Way<K> way, Sent sent, @Nullable Throwable failure) {
    @Nullable
    ArrayDeque<Sent> left = lines.computeIfPresent(way, (same, line) -> {
      line.remove();
      return line.isEmpty() ? null : line;
    });
    sent.whenReceived.accept(reason(failure));
    @Nullable CompletableFuture<Void> passed = sent.passed;
    if (passed != null) {
      passed.complete(null);
    }
    return left == null ? null : left.peek();
  }

  private static @Nullable RequestFailedException reason(@Nullable Throwable failure) {
    @Nullable
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return (RequestFailedException) cause; // a request fails with nothing else
  }

  /** Returns when the events that are on their way now have come, or never will. */
  CompletableFuture<Void> received() {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (Way<K> way : lines.keySet()) {
      lines.computeIfPresent(way, (same, line) -> {
        Sent last = line.getLast();
        if (last.passed == null) {
          last.passed = new CompletableFuture<>();
        }
        all.add(last.passed);
        return line;
      });
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  /** Returns whether nothing is on its way. */
  boolean isEmpty() {
    return lines.isEmpty();
  }
}
