// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Has all members drop what they hold of some keys: each key's primary first, which then lets nobody join a load that it
 * runs, and when all primaries have answered, the others, the writer itself among them.
 */
final class Invalidation implements Errand {
  private final NodeId self;
  private final HybridClock clock;
  private final Fault fault;
  private final List<EncodedKey> keys;
  private final Version atWriter;
  private Version version;

  /**
   * Creates an invalidation.
   *
   * @param version what is older goes: at least the version of what was written
   * @param atWriter the same at this member, which keeps what it has written
   */
  Invalidation(
      NodeId self,
      HybridClock clock,
      Fault fault,
      List<EncodedKey> keys,
      Version version,
      Version atWriter) {
    this.self = self;
    this.clock = clock;
    this.fault = fault;
    this.keys = keys;
    this.version = version;
    this.atWriter = atWriter;
  }

  @Override
  public int rounds() {
    return fault == Fault.PARALLEL_ROUNDS ? 1 : 2;
  }

  @Override
  public Map<NodeId, byte[]> round(int number, Topology topology) {
    Map<NodeId, byte[]> round = new LinkedHashMap<>();
    for (NodeId member : topology.members()) {
      List<EncodedKey> some = new ArrayList<>();
      for (EncodedKey key : keys) {
        int due = topology.primaryOf(key.segment()).equals(member) ? 0 : rounds() - 1;
        if (due == number) {
          some.add(key);
        }
      }
      if (!some.isEmpty()) {
        Version limit = member.equals(self) ? atWriter : version;
        round.put(member, MessageForm.invalidate(topology.name(), limit, some));
      }
    }
    return round;
  }

  /** A version that the clock follows is of a write at the same time, either of which may come last. */
  @Override
  public boolean isToRepeat(Version known) {
    if (clock.merge(known) || version.isNewerThan(known)) {
      return false;
    }
    version = clock.nextAbove(known);
    return true;
  }
}
