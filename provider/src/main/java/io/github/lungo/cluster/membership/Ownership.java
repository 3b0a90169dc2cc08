// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import io.github.lungo.cluster.transport.NodeId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Says which members should own a segment: each member draws a number for it, and the highest ones win (rendezvous hashing).
 * So when a member leaves, only what it owned moves, to the next in line, and when one joins, only what it now owns.
 */
public final class Ownership {
  /** How many segments the keys of a cache are divided into. */
  public static final int SEGMENTS = 256;

  private Ownership() {}

  /**
   * Returns the members that should own each of the segments, in the order of the segments, each as {@link #owners}.
   *
   * @param members the members, without repetition
   * @param copies how many owners a segment should have, at least 1
   */
  public static List<List<NodeId>> table(Collection<NodeId> members, int copies) {
    return IntStream.range(0, SEGMENTS)
        .mapToObj(segment -> owners(segment, members, copies))
        .toList();
  }

  /**
   * Returns the members that should own a segment, the primary first, then the backups in the order in which they would
   * follow it: all members, if there are not more than wanted. The order of the members given does not matter.
   *
   * @param members the members, without repetition
   * @param copies how many owners a segment should have, at least 1
   */
  public static List<NodeId> owners(int segment, Collection<NodeId> members, int copies) {
    if (copies < 1) {
      throw new IllegalArgumentException("copies must be at least 1: " + copies);
    }
    NodeId[] winners = new NodeId[Math.min(copies, members.size())];
    long[] draws = new long[winners.length];
    int count = 0;
    for (NodeId member : members) {
      long draw = draw(member, segment);
      int place = count;
      while (place > 0 && isAhead(draw, member, draws[place - 1], winners[place - 1])) {
        place--;
      }
      if (place == winners.length) {
        continue;
      }
      count = Math.min(count + 1, winners.length);
      System.arraycopy(winners, place, winners, place + 1, count - place - 1);
      System.arraycopy(draws, place, draws, place + 1, count - place - 1);
      winners[place] = member;
      draws[place] = draw;
    }
    return List.copyOf(Arrays.asList(winners));
  }

  private static long draw(NodeId member, int segment) {
    UUID uuid = member.uuid();
    long bits = HashBits.combine(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    return HashBits.combine(bits, segment);
  }

  private static boolean isAhead(long draw, NodeId member, long otherDraw, NodeId other) {
    return draw != otherDraw ? draw > otherDraw : member.compareTo(other) < 0;
  }
}
