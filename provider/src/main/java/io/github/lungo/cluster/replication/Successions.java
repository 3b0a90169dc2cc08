// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.ArrayList;
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
    Map<NodeId, Map<Integer, Succession<K, V>>> byPredecessor = new LinkedHashMap<>();
    for (Succession<K, V> succession : begun) {
      for (NodeId predecessor : succession.predecessors()) {
        byPredecessor
            .computeIfAbsent(predecessor, node -> new LinkedHashMap<>())
            .put(succession.primacy().segment().number(), succession);
      }
    }
    byPredecessor.forEach((predecessor, missing) -> ask(topology, predecessor, missing, isCurrent));
  }

  private void ask(
      TopologyName topology,
      NodeId predecessor,
      Map<Integer, Succession<K, V>> missing,
      BooleanSupplier isCurrent) {
    if (missing.isEmpty() || !isCurrent.getAsBoolean()) {
      return;
    }
    var unused = peers
        .collect(predecessor, topology, new ArrayList<>(missing.keySet()))
        .whenComplete((handovers, failure) -> {
          if (failure != null) {
            askLater(
                topology, predecessor, missing, isCurrent); // it may hold what nobody else does
            return;
          }
          handovers.forEach((segment, handover) -> {
            @Nullable Succession<K, V> succession = missing.remove(segment);
            if (succession != null) {
              Mailbox mailbox = succession.primacy().mailbox();
              mailbox.execute(() -> succession.answered(predecessor, handover));
            }
          });
          ask(topology, predecessor, missing, isCurrent);
        });
  }

  private void askLater(
      TopologyName topology,
      NodeId predecessor,
      Map<Integer, Succession<K, V>> missing,
      BooleanSupplier isCurrent) {
    var unused = alarm.set(RETRY, () -> ask(topology, predecessor, missing, isCurrent));
  }
}
