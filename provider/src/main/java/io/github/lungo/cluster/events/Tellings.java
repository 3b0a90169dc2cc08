// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javax.cache.event.CacheEntryListenerException;
import org.jspecify.annotations.Nullable;

/** The events told from here that callers wait for, each until its deadline. Thread-safe. */
final class Tellings {
  /** By their numbers, and so by their deadlines: each has as much time as the others. */
  private final ConcurrentSkipListMap<Long, Telling> open = new ConcurrentSkipListMap<>();

  private final AtomicLong lastNumber = new AtomicLong();
  private final AtomicBoolean isWatching = new AtomicBoolean();
  private final String cacheName;
  private final Duration timeout;
  private final NanoClock clock;
  private final Alarm alarm;
  private volatile boolean isClosed;

  Tellings(String cacheName, Duration timeout, NanoClock clock, Alarm alarm) {
    this.cacheName = cacheName;
    this.timeout = timeout;
    this.clock = clock;
    this.alarm = alarm;
  }

  /** A telling and the number by which other members know it, from 1. */
  record Numbered(long number, Telling telling) {}

  /** Begins to wait for members. */
  Numbered open(Collection<NodeId> awaited) {
    Telling telling = new Telling(awaited, clock.nanos() + timeout.toNanos());
    long number = lastNumber.incrementAndGet();
    open.put(number, telling);
    var unused = telling.heard().whenComplete((nothing, failure) -> open.remove(number));
    if (isClosed) {
      close(telling);
    } else {
      watch();
    }
    return new Numbered(number, telling);
  }

  /** A member has heard an event. */
  void heardBy(NodeId member, long number, @Nullable Throwable failure) {
    @Nullable Telling telling = open.get(number);
    if (telling != null) {
      telling.heardBy(member, failure);
    }
  }

  /** Waits for no member any longer that is gone. */
  void left(Predicate<NodeId> isGone) {
    open.values().forEach(telling -> telling.left(isGone));
  }

  private void watch() {
    Map.@Nullable Entry<Long, Telling> next = open.firstEntry();
    if (next != null && isWatching.compareAndSet(false, true)) {
      Duration delay = Duration.ofNanos(next.getValue().nanosLeft(clock.nanos()));
      var unused = alarm.set(delay, this::look);
    }
  }

  private void look() {
    isWatching.set(false);
    long now = clock.nanos();
    for (Telling telling : open.values()) {
      if (!telling.isLate(now)) {
        break;
      }
      telling.giveUp(this::timedOut);
    }
    watch();
  }

  private CacheEntryListenerException timedOut(List<NodeId> missing) {
    return new CacheEntryListenerException("cache '" + cacheName + "': listeners on " + missing
        + " have not heard of a change within " + timeout.toMillis()
        + " ms; the change stands and its event follows");
  }

  /** Returns when those that are open now are over, in one way or another. */
  CompletableFuture<Void> over() {
    return CompletableFuture.allOf(open.values().stream()
        .map(telling -> telling.heard().handle((nothing, failure) -> null))
        .toArray(CompletableFuture[]::new));
  }

  /** Waits no more. */
  void close() {
    isClosed = true;
    open.values().forEach(this::close);
  }

  private void close(Telling telling) {
    telling.giveUp(missing -> new CacheEntryListenerException("cache '" + cacheName
        + "' is closed; listeners on " + missing + " may not have heard of a change that stands"));
  }

  int size() {
    return open.size();
  }
}
