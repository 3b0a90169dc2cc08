// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A new primary asks all who owned the segment, itself included, what the former one left open. Whoever does not answer is
 * gone. Confined to the segment's mailbox.
 */
final class Succession<K, V> {
  private final Primacy<K, V> primacy;
  private final TopologyName topology;
  private final List<NodeId> predecessors;
  private final Set<NodeId> awaited;
  private final Consumer<Succession<K, V>> whenDone;
  private final Map<K, Update<K>> newest = new HashMap<>();
  private @Nullable Update<K> clear;

  Succession(
      Primacy<K, V> primacy,
      TopologyName topology,
      Collection<NodeId> predecessors,
      Consumer<Succession<K, V>> whenDone) {
    this.primacy = primacy;
    this.topology = topology;
    this.awaited = new LinkedHashSet<>(predecessors);
    this.awaited.remove(primacy.parts().self());
    if (primacy.parts().makes(ReplicationFault.ASKS_NOBODY)) {
      this.awaited.clear();
    }
    this.predecessors = List.copyOf(awaited);
    this.whenDone = whenDone;
  }

  Primacy<K, V> primacy() {
    return primacy;
  }

  TopologyName topology() {
    return topology;
  }

  /** Returns who is to be asked. */
  List<NodeId> predecessors() {
    return predecessors;
  }

  /** Begins with what this member knows itself. */
  void begin() {
    Segment<K> segment = primacy.segment();
    segment.held().forEach(held -> note(held.update()));
    hear(segment.greatestVersion());
    if (awaited.isEmpty()) {
      whenDone.accept(this);
    }
  }

  /** Takes a part of what a former owner tells. */
  void answered(NodeId predecessor, Part<K> part) {
    part.unsettled().forEach(this::note);
    part.decided().forEach(primacy.segment().decided()::add);
    @Nullable Version greatest = part.end();
    if (greatest == null) {
      return;
    }
    hear(greatest);
    if (awaited.remove(predecessor) && awaited.isEmpty()) {
      whenDone.accept(this);
    }
  }

  private void hear(Version version) {
    var unused = primacy.parts().versions().merge(version);
  }

  private void note(Update<K> update) {
    @Nullable K key = update.key();
    if (key != null) {
      newest.merge(key, update, Succession::newer);
    } else {
      clear = clear == null ? update : newer(clear, update);
    }
  }

  private static <K> Update<K> newer(Update<K> one, Update<K> other) {
    return other.version().isNewerThan(one.version()) ? other : one;
  }

  /**
   * Returns the newest open update of each key, older ones first, without those that are over. One that the primary itself
   * has settled is among them: others may not know.
   */
  List<Update<K>> inherited() {
    List<Update<K>> all = new ArrayList<>(newest.values());
    if (clear != null) {
      all.add(clear);
    }
    all.removeIf(this::isOver);
    all.sort(Comparator.comparing(Update::version));
    return all;
  }

  private boolean isOver(Update<K> update) {
    @Nullable K key = update.key();
    Segment<K> segment = primacy.segment();
    if (key == null) {
      return segment.horizon().floor().isNewerThan(update.version());
    }
    boolean isCleared = clear != null && clear.version().isNewerThan(update.version());
    return isCleared || segment.isReplaced(key, update.version());
  }
}
