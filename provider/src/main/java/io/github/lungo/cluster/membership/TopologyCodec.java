// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import static java.util.Objects.requireNonNull;

import io.github.lungo.cluster.transport.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Topologies as bytes: about a kilobyte for three members with a backup each. Thread-safe. */
public final class TopologyCodec {
  private static final int FORMAT = 1;

  /** Two numbers of 8 bytes and a name. */
  private static final int BYTES_OF_NODE = 17;

  private TopologyCodec() {}

  /** Returns the topology as bytes. */
  public static byte[] encode(Topology topology) {
    ByteSink sink = new ByteSink(FORMAT);
    sink.writeNumber(topology.name().number());
    writeNode(sink, topology.name().coordinator());
    sink.writeNumber(topology.copies());
    List<NodeId> members = topology.members();
    sink.writeNumber(members.size());
    Map<NodeId, Integer> places = new HashMap<>();
    for (NodeId member : members) {
      places.put(member, places.size());
      writeNode(sink, member);
    }
    for (SegmentOwners owners : topology.segments()) {
      sink.writeNumber(owners.nodes().size());
      for (NodeId node : owners.nodes()) {
        int place = requireNonNull(places.get(node));
        sink.writeNumber(place * 2L + (owners.complete().contains(node) ? 1 : 0));
      }
    }
    return sink.toBytes();
  }

  /**
   * Returns the topology that was encoded.
   *
   * @throws UnreadableException if the bytes are anything else than that
   */
  public static Topology decode(byte[] bytes) throws UnreadableException {
    ByteSource source = new ByteSource("a topology", bytes);
    source.expectFormat(FORMAT);
    try {
      TopologyName name = new TopologyName(source.readNumber(), readNode(source));
      int copies = source.readNumber("copies", 1, Integer.MAX_VALUE);
      List<NodeId> members = readMembers(source);
      List<SegmentOwners> segments = new ArrayList<>(Ownership.SEGMENTS);
      for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
        segments.add(readOwners(source, members));
      }
      source.expectEnd();
      return new Topology(name, copies, members, segments);
    } catch (IllegalArgumentException e) {
      throw new UnreadableException("a topology makes no sense: " + e.getMessage(), e);
    }
  }

  private static List<NodeId> readMembers(ByteSource source) throws UnreadableException {
    int count = source.readCount("the number of members", BYTES_OF_NODE);
    List<NodeId> members = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      members.add(readNode(source));
    }
    return members;
  }

  private static SegmentOwners readOwners(ByteSource source, List<NodeId> members)
      throws UnreadableException {
    int count = source.readNumber("the number of owners", 1, members.size());
    List<NodeId> nodes = new ArrayList<>(count);
    Set<NodeId> complete = new HashSet<>();
    for (int i = 0; i < count; i++) {
      int owner = source.readNumber("an owner", 0, members.size() * 2 - 1);
      NodeId node = members.get(owner / 2);
      nodes.add(node);
      if (owner % 2 == 1) {
        complete.add(node);
      }
    }
    return new SegmentOwners(nodes, complete);
  }

  private static void writeNode(ByteSink sink, NodeId node) {
    sink.writeLong(node.uuid().getMostSignificantBits());
    sink.writeLong(node.uuid().getLeastSignificantBits());
    sink.writeText(node.name());
  }

  private static NodeId readNode(ByteSource source) throws UnreadableException {
    return new NodeId(new UUID(source.readLong(), source.readLong()), source.readText());
  }
}
