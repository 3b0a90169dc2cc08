// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.ListenerScope;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.message.RequestTiming;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.Transport;
import io.github.lungo.cluster.wire.CacheWire;
import io.github.lungo.entry.Version;
import io.github.lungo.event.EntryChange;
import io.github.lungo.event.EventDispatcher;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.schedule.Alarm;
import io.github.lungo.serialization.KryoCodec;
import io.github.lungo.serialization.TypeFilter;
import io.github.lungo.testing.StubCache;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.cache.event.EventType;

/** A member of a cluster with nothing but listeners. */
final class EventMember {
  static final int ID = 8;

  final ClusterChannel channel;
  final EventDispatcher<String, Long> dispatcher;
  final ClusterEvents<String, Long> events;

  EventMember(
      Transport transport, NanoClock clock, Alarm alarm, Executor executor, Duration timeout) {
    this(transport, clock, alarm, executor, timeout, ListenerScope.CLUSTER);
  }

  EventMember(
      Transport transport,
      NanoClock clock,
      Alarm alarm,
      Executor executor,
      Duration timeout,
      ListenerScope scope) {
    RequestTiming timing =
        new RequestTiming(clock::nanos, alarm, Duration.ofMillis(50), Duration.ofMillis(150));
    channel = new ClusterChannel(transport, timing, view -> events().viewChanged(view));
    dispatcher = new EventDispatcher<>(
        "c",
        () -> StubCache.named("c"),
        key -> key,
        stored -> (Long) stored,
        Duration.ofSeconds(5),
        executor);
    KryoCodec codec = KryoCodec.forCluster(
        EventMember.class.getClassLoader(),
        TypeFilter.ofCache(
            String.class, Long.class, List.of(IllegalStateException.class.getName())));
    events = new ClusterEvents<>(new ClusterEvents.Parts<>(
        "c",
        ID,
        channel,
        CacheWire.of("c", String.class, Long.class, codec),
        dispatcher,
        scope,
        true,
        executor,
        timeout,
        clock,
        alarm));
    events.start();
  }

  private ClusterEvents<String, Long> events() {
    return events;
  }

  NodeId id() {
    return channel.self();
  }

  /** Follows a topology; there are no primaries that would have to first. */
  CompletableFuture<Void> install(Topology next) {
    return events.install(next, CompletableFuture.completedFuture(null));
  }

  /** Tells of a change that was made here, and is the key's n-th. */
  CompletableFuture<Void> tell(EventType type, String key, long n) {
    return tell(type, key, n, id());
  }

  CompletableFuture<Void> tell(EventType type, String key, long n, NodeId origin) {
    boolean isOfGone = type == EventType.REMOVED || type == EventType.EXPIRED;
    Long old = type == EventType.CREATED ? null : Long.valueOf(isOfGone ? n : n - 1);
    return events
        .tell(new EntryChange<>(type, key, n, old), new Version(n, 0), origin)
        .heard();
  }
}
