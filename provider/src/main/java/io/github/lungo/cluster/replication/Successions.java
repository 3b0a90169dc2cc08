// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks former owners for all the segments at once that this member begins to lead in one topology. Thread-safe.
 */
final class Successions<K, V> {
  private static final Duration RETRY = Duration.ofMillis(20);

  /** What a former owner is asked for: the first part of what it knows of a segment, or the next one. */
  private record Asked<K, V>(Succession<K, V> succession, boolean isFirst) {}

  private final Peers<K> peers;
  private final Alarm alarm;

  Successions(Peers<K> peers, Alarm alarm) {
    this.peers = peers;
    this.alarm = alarm;
  }

  /**
   * Asks for what these successions need.
   *
   * @param isCurrent says whether the topology is still the newest one; if not, another one will have it asked for again
   */
  void ask(TopologyName topology, List<Succession<K, V>> begun, BooleanSupplier isCurrent) {
    Map<NodeId, Map<Integer, Asked<K, V>>> byPredecessor = new LinkedHashMap<>();
    for (Succession<K, V> succession : begun) {
      for (NodeId predecessor : succession.predecessors()) {
        byPredecessor
            .computeIfAbsent(predecessor, node -> new LinkedHashMap<>())
            .put(succession.primacy().segment().number(), new Asked<>(succession, true));
      }
    }
    byPredecessor.forEach((predecessor, missing) -> ask(topology, predecessor, missing, isCurrent));
  }

  private void ask(
      TopologyName topology,
      NodeId predecessor,
      Map<Integer, Asked<K, V>> missing,
      BooleanSupplier isCurrent) {
    if (missing.isEmpty() || !isCurrent.getAsBoolean()) {
      return;
    }
    var unused = peers
        .collect(predecessor, topology, wanted(missing))
        .whenComplete((parts, failure) -> {
          if (failure == null) {
            parts.forEach((segment, part) -> take(predecessor, segment, part, missing));
            ask(topology, predecessor, missing, isCurrent);
          } else { // it may hold what nobody else does
            missing.replaceAll((segment, asked) -> new Asked<>(asked.succession(), true));
            askLater(topology, predecessor, missing, isCurrent);
          }
        });
  }

  private static <K, V> Map<Integer, Boolean> wanted(Map<Integer, Asked<K, V>> missing) {
    Map<Integer, Boolean> wanted = new LinkedHashMap<>();
    missing.forEach((segment, asked) -> wanted.put(segment, asked.isFirst()));
    return wanted;
  }

  private static <K, V> void take(
      NodeId predecessor, Integer segment, Part<K> part, Map<Integer, Asked<K, V>> missing) {
    @Nullable Asked<K, V> asked = missing.remove(segment);
    if (asked == null) {
      return;
    }
    Succession<K, V> succession = asked.succession();
    succession.primacy().mailbox().execute(() -> succession.answered(predecessor, part));
    if (!part.isLast()) {
      missing.put(segment, new Asked<>(succession, false));
    }
  }

  private void askLater(
      TopologyName topology,
      NodeId predecessor,
      Map<Integer, Asked<K, V>> missing,
      BooleanSupplier isCurrent) {
    var unused = alarm.set(RETRY, () -> ask(topology, predecessor, missing, isCurrent));
  }
}
