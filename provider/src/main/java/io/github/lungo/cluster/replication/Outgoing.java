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

  private record Walk<K>(TopologyName topology, Iterator<K> keys) {}

  Outgoing(Segment<K> segment, ChunkForm<K> form) {
    this.segment = segment;
    this.form = form;
  }

  /** Writes the next part for a member. */
  void writeNext(FrameWriter writer, NodeId to, TopologyName topology, boolean isFirst) {
    @Nullable Walk<K> known = walks.get(to);
    if (isFirst || known == null || !known.topology().equals(topology)) {
      List<K> keys = StreamSupport.stream(segment.keys().spliterator(), false).toList();
      known = new Walk<>(topology, keys.iterator());
      walks.put(to, known);
    }
    while (known.keys().hasNext() && writer.size() < ChunkForm.ENOUGH_BYTES) {
      K key = known.keys().next();
      @Nullable KeyState state = segment.settledState(key);
      if (state != null) {
        form.write(writer, key, state);
      }
    }
    if (known.keys().hasNext()) {
      form.writeEnd(writer, null);
    } else {
      walks.remove(to);
      form.writeEnd(writer, new Chunk.Rest(segment.floor(), segment.decided().all()));
    }
  }

  /** Forgets who fetched in another topology. */
  void forget() {
    walks.clear();
  }
}
