// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.Version;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this member knows of a segment that it does not lead, told to a new primary part by part: updates that may not be
 * settled and calls that may be repeated, as they were at the first part. Confined to the segment's mailbox.
 */
final class HandingOver<K> {
  private final Segment<K> segment;
  private final HandoverForm<K> form;
  private final Map<NodeId, Walk<K>> walks = new HashMap<>();

  private record Walk<K>(
      TopologyName topology,
      Iterator<Segment.Held<K>> held,
      Iterator<DecidedCall> decided,
      Version greatest) {}

  HandingOver(Segment<K> segment, HandoverForm<K> form) {
    this.segment = segment;
    this.form = form;
  }

  /** Writes the next part for a member. */
  void writeNext(FrameWriter writer, NodeId to, TopologyName topology, boolean isFirst) {
    @Nullable Walk<K> known = walks.get(to);
    if (isFirst || known == null || !known.topology().equals(topology)) {
      known = new Walk<>(
          topology,
          segment.held().iterator(),
          segment.decided().all().iterator(),
          segment.greatestVersion());
      walks.put(to, known);
    }
    while (known.held().hasNext() && hasRoom(writer)) {
      form.write(writer, known.held().next().update());
    }
    while (known.decided().hasNext() && hasRoom(writer)) {
      form.write(writer, known.decided().next());
    }
    if (known.held().hasNext() || known.decided().hasNext()) {
      form.writeEnd(writer);
    } else {
      walks.remove(to);
      form.writeEnd(writer, known.greatest());
    }
  }

  private static boolean hasRoom(FrameWriter writer) {
    return writer.size() < ChunkForm.ENOUGH_BYTES;
  }

  /** Forgets who asked in another topology. */
  void forget() {
    walks.clear();
  }
}
