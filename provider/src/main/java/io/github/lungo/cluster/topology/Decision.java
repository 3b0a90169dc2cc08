// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyCodec;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.membership.TopologyProposal;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A topology, with what members need to know besides, that have not seen all before it. Immutable.
 *
 * @param terms the terms of the topology's members, in their order: a member that left the cache and joined it again has a
 *     higher one, and nothing of what it had
 * @param lost the segments that were ever lost, each with the number of the topology in which it was lost last
 */
record Decision(Topology topology, List<Long> terms, SortedMap<Integer, Long> lost) {

  /** Copies the collections. */
  Decision {
    terms = List.copyOf(terms);
    lost = Collections.unmodifiableSortedMap(new TreeMap<>(lost));
  }

  /**
   * Returns a decision for what was proposed.
   *
   * @param before what it follows, or null
   * @param termOf the terms of the members
   */
  static Decision of(
      @Nullable Decision before, TopologyProposal proposal, Map<NodeId, Long> termOf) {
    Topology topology = proposal.topology();
    SortedMap<Integer, Long> lost = new TreeMap<>();
    if (before != null) {
      lost.putAll(before.lost);
    }
    long number = topology.name().number();
    proposal.lost().forEach(segment -> lost.put(segment, number));
    return new Decision(topology, topology.members().stream().map(termOf::get).toList(), lost);
  }

  TopologyName name() {
    return topology.name();
  }

  /** Returns the term in which a node is a member, or 0 if it is none. */
  long termOf(NodeId node) {
    int place = topology.members().indexOf(node);
    return place < 0 ? 0 : terms.get(place);
  }

  /** Returns the segments that were lost since an earlier topology, or in this one if there is none. */
  List<Integer> lostSince(@Nullable Decision before) {
    long known = before == null ? name().number() - 1 : before.name().number();
    return lost.entrySet().stream()
        .filter(entry -> entry.getValue() > known)
        .map(Map.Entry::getKey)
        .toList();
  }

  void write(FrameWriter writer) {
    writer.writeBytes(TopologyCodec.encode(topology));
    terms.forEach(writer::writeLong);
    writer.writeNumber(lost.size());
    lost.forEach((segment, number) -> writer.writeByte(segment).writeLong(number));
  }

  static Decision read(FrameReader reader) throws MalformedFrameException {
    Topology topology = TopologyCodec.decode(reader.readBytes());
    List<Long> terms = new ArrayList<>();
    for (int i = 0; i < topology.members().size(); i++) {
      terms.add(reader.readLong());
    }
    SortedMap<Integer, Long> lost = new TreeMap<>();
    int count = reader.readCount("the number of lost segments", 1);
    for (int i = 0; i < count; i++) {
      int segment = reader.readByte();
      lost.put(segment, reader.readLong());
    }
    return new Decision(topology, terms, lost);
  }
}
