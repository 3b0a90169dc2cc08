// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import static java.util.Objects.requireNonNull;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Topologies as bytes: about a kilobyte for three members with a backup each. Thread-safe. */
public final class TopologyCodec {
  private static final int FORMAT = 1;

  private TopologyCodec() {}

  /** Returns the topology as bytes. */
  public static byte[] encode(Topology topology) {
    FrameWriter writer = new FrameWriter(1_024).writeByte(FORMAT);
    writer.writeNumber(topology.name().number());
    writer.writeNode(topology.name().coordinator());
    writer.writeNumber(topology.copies());
    writer.writeNodes(topology.members());
    Map<NodeId, Integer> places = new HashMap<>();
    topology.members().forEach(member -> places.put(member, places.size()));
    for (SegmentOwners owners : topology.segments()) {
      writer.writeNumber(owners.nodes().size());
      for (NodeId node : owners.nodes()) {
        int place = requireNonNull(places.get(node));
        writer.writeNumber(place * 2L + (owners.complete().contains(node) ? 1 : 0));
      }
    }
    return writer.toBytes();
  }

  /**
   * Returns the topology that was encoded.
   *
   * @throws MalformedFrameException if the bytes are anything else than that
   */
  public static Topology decode(byte[] bytes) throws MalformedFrameException {
    FrameReader reader = new FrameReader("a topology", bytes);
    reader.expectFormat(FORMAT);
    try {
      TopologyName name = new TopologyName(reader.readNumber(), reader.readNode());
      int copies = reader.readNumber("copies", 1, Integer.MAX_VALUE);
      List<NodeId> members = reader.readNodes();
      List<SegmentOwners> segments = new ArrayList<>(Ownership.SEGMENTS);
      for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
        segments.add(readOwners(reader, members));
      }
      reader.expectEnd();
      return new Topology(name, copies, members, segments);
    } catch (IllegalArgumentException e) {
      throw new MalformedFrameException("a topology makes no sense: " + e.getMessage(), e);
    }
  }

  private static SegmentOwners readOwners(FrameReader reader, List<NodeId> members)
      throws MalformedFrameException {
    int count = reader.readNumber("the number of owners", 1, members.size());
    List<NodeId> nodes = new ArrayList<>(count);
    Set<NodeId> complete = new HashSet<>();
    for (int i = 0; i < count; i++) {
      int owner = reader.readNumber("an owner", 0, members.size() * 2 - 1);
      NodeId node = members.get(owner / 2);
      nodes.add(node);
      if (owner % 2 == 1) {
        complete.add(node);
      }
    }
    return new SegmentOwners(nodes, complete);
  }
}
