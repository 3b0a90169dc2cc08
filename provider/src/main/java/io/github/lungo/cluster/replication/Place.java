// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.NodeId;
import java.util.Comparator;

/**
 * An update's place among those of its segment.
 *
 * @param primary the member that sends it to the owners
 * @param sequence counts what that member sends of the segment, from 1
 */
record Place(NodeId primary, long sequence) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::primary).thenComparingLong(Place::sequence);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
