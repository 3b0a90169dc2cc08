// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.transport.NodeId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/** What the other members want to hear, as far as this one has been told. Thread-safe. */
final class Interests {
  @GuardedBy("this")
  private final Map<NodeId, Announcement> latest = new LinkedHashMap<>();

  /** Who wants which type; never changed, but replaced. */
  private volatile Map<EventType, List<Wanting>> byType = byType(Map.of());

  /** A member that wants events of some type. */
  record Wanting(NodeId member, Interest interest) {}

  /** Returns the members that want events of the type, mostly none. */
  List<Wanting> of(EventType type) {
    return Objects.requireNonNull(byType.get(type));
  }

  /** Takes note of an announcement, unless a newer one of the member is known. */
  synchronized void learn(NodeId member, Announcement announcement) {
    @Nullable Announcement known = latest.get(member);
    if (known == null || known.number() < announcement.number()) {
      latest.put(member, announcement);
      byType = byType(latest);
    }
  }

  /** Forgets members. */
  synchronized void forget(Predicate<NodeId> isGone) {
    if (latest.keySet().removeIf(isGone)) {
      byType = byType(latest);
    }
  }

  private static Map<EventType, List<Wanting>> byType(Map<NodeId, Announcement> latest) {
    Map<EventType, List<Wanting>> byType = new EnumMap<>(EventType.class);
    for (EventType type : EventType.values()) {
      byType.put(
          type,
          latest.entrySet().stream()
              .filter(each -> each.getValue().interest().wants(type))
              .map(each -> new Wanting(each.getKey(), each.getValue().interest()))
              .toList());
    }
    return byType;
  }
}
