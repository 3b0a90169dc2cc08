// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.KeyState;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Segments that are being fetched from this member, part by part. The keys are those that were there at the first part, in
 * their state when their part is sent; what is written meanwhile comes to new owners as updates. Confined to the segment's
 * mailbox, for each segment.
 */
final class Outgoing<K> {
  private final Segment<K> segment;
  private final ChunkForm<K> form;
  private final Map<NodeId, Walk<K>> walks = new HashMap<>();

  private static final class Walk<K> {
    private final TopologyName topology;
    private final Iterator<K> keys;

    /** Begins when all keys are sent. */
    private @Nullable Iterator<DecidedCall> decided;

    Walk(TopologyName topology, Iterator<K> keys) {
      this.topology = topology;
      this.keys = keys;
    }
  }

  Outgoing(Segment<K> segment, ChunkForm<K> form) {
    this.segment = segment;
    this.form = form;
  }

  /** Writes the next part for a member. */
  void writeNext(FrameWriter writer, NodeId to, TopologyName topology, boolean isFirst) {
    @Nullable Walk<K> known = walks.get(to);
    if (isFirst || known == null || !known.topology.equals(topology)) {
      List<K> keys = StreamSupport.stream(segment.keys().spliterator(), false).toList();
      known = new Walk<>(topology, keys.iterator());
      walks.put(to, known);
    }
    writeKeys(writer, known.keys);
    if (known.keys.hasNext()) {
      form.writeEnd(writer);
      return;
    }
    Iterator<DecidedCall> decided =
        known.decided == null ? segment.decided().all().iterator() : known.decided;
    known.decided = decided;
    while (decided.hasNext() && writer.size() < ChunkForm.ENOUGH_BYTES) {
      form.write(writer, decided.next());
    }
    if (decided.hasNext()) {
      form.writeEnd(writer);
    } else {
      walks.remove(to);
      form.writeEnd(writer, segment.floor());
    }
  }

  private void writeKeys(FrameWriter writer, Iterator<K> keys) {
    while (keys.hasNext() && writer.size() < ChunkForm.ENOUGH_BYTES) {
      K key = keys.next();
      @Nullable KeyState state = segment.settledState(key);
      if (state != null) {
        form.write(writer, key, state);
      }
    }
  }

  /** Forgets who fetched in another topology. */
  void forget() {
    walks.clear();
  }
}
