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
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A topology, with what members need to know besides, that have not seen all before it. Immutable.
 *
 * @param terms the terms of the topology's members, in their order: a member that left the cache and joined it again has a
 *     higher one, and nothing of what it had
 * @param since by member, in their order, the number of the topology from which on it has been in all
 * @param lost the segments that were ever lost, each with the number of the topology in which it was lost last
 * @param reunion the number of the last topology that took in a member which had gone on without the others; 0 if none has
 */
record Decision(
    Topology topology,
    List<Long> terms,
    List<Long> since,
    SortedMap<Integer, Long> lost,
    long reunion) {

  /** Copies the collections. */
  Decision {
    terms = List.copyOf(terms);
    since = List.copyOf(since);
    lost = Collections.unmodifiableSortedMap(new TreeMap<>(lost));
  }

  /**
   * Returns a decision for what was proposed.
   *
   * @param before what it follows, or null
   * @param termOf the terms of the members
   * @param installed who of them has installed a topology, each in what term
   */
  static Decision of(
      @Nullable Decision before,
      TopologyProposal proposal,
      Map<NodeId, Long> termOf,
      Map<NodeId, Long> installed) {
    Topology topology = proposal.topology();
    SortedMap<Integer, Long> lost = new TreeMap<>();
    if (before != null) {
      lost.putAll(before.lost);
    }
    long number = topology.name().number();
    proposal.lost().forEach(segment -> lost.put(segment, number));
    List<Long> terms = new ArrayList<>();
    List<Long> since = new ArrayList<>();
    long reunion = before == null ? 0 : before.reunion;
    for (NodeId member : topology.members()) {
      long term = Objects.requireNonNull(termOf.get(member), "a member without a term");
      terms.add(term);
      if (before != null && before.termOf(member) == term) {
        since.add(before.sinceOf(member));
        continue;
      }
      since.add(number);
      if (before != null && installed.getOrDefault(member, 0L) == term) {
        reunion = number;
      }
    }
    return new Decision(topology, terms, since, lost, reunion);
  }

  TopologyName name() {
    return topology.name();
  }

  /** Returns the term in which a node is a member, or 0 if it is none. */
  long termOf(NodeId node) {
    int place = topology.members().indexOf(node);
    return place < 0 ? 0 : terms.get(place);
  }

  private long sinceOf(NodeId node) {
    return since.get(topology.members().indexOf(node));
  }

  /** Returns whether a member has gone on, since it installed an earlier topology, without those who decided this one. */
  boolean wasApart(NodeId member, @Nullable Decision earlier) {
    return earlier != null
        && termOf(member) != 0
        && sinceOf(member) > earlier.name().number();
  }

  /** Returns whether a member was taken in since an earlier topology that had gone on without the others. */
  boolean isReunionSince(@Nullable Decision earlier) {
    return earlier != null && reunion > earlier.name().number();
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
    since.forEach(writer::writeLong);
    writer.writeLong(reunion);
    writer.writeNumber(lost.size());
    lost.forEach((segment, number) -> writer.writeByte(segment).writeLong(number));
  }

  static Decision read(FrameReader reader) throws MalformedFrameException {
    Topology topology = TopologyCodec.decode(reader.readBytes());
    List<Long> terms = new ArrayList<>();
    for (int i = 0; i < topology.members().size(); i++) {
      terms.add(reader.readLong());
    }
    List<Long> since = new ArrayList<>();
    for (int i = 0; i < topology.members().size(); i++) {
      since.add(reader.readLong());
    }
    long reunion = reader.readLong();
    SortedMap<Integer, Long> lost = new TreeMap<>();
    int count = reader.readCount("the number of lost segments", 1);
    for (int i = 0; i < count; i++) {
      int segment = reader.readByte();
      lost.put(segment, reader.readLong());
    }
    return new Decision(topology, terms, since, lost, reunion);
  }
}
