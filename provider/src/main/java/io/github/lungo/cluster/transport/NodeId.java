// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member of the cluster, for one start of its process: who comes back is another. Immutable; the name is for people and
 * takes no part in equality and order.
 *
 * @param uuid tells members apart
 * @param name what logs and messages call the member, at most 256 characters
 */
public record NodeId(UUID uuid, String name) implements Comparable<NodeId> {
  /** How many characters a name has at most. */
  static final int MAXIMUM_NAME_LENGTH = 256;

  /** How many bytes a name takes at most, as UTF-8. */
  static final int MAXIMUM_NAME_BYTES = 3 * MAXIMUM_NAME_LENGTH;

  private static final Comparator<NodeId> BY_BITS = Comparator.<NodeId>comparingLong(
          node -> node.uuid.getMostSignificantBits())
      .thenComparingLong(node -> node.uuid.getLeastSignificantBits());

  /** Checks the name. */
  public NodeId {
    if (name.length() > MAXIMUM_NAME_LENGTH) {
      throw new IllegalArgumentException("the name of a member has " + name.length()
          + " characters, more than " + MAXIMUM_NAME_LENGTH + ": " + name);
    }
  }

  @Override
  public int compareTo(NodeId other) {
    return BY_BITS.compare(this, other);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NodeId node && node.uuid.equals(uuid);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(uuid);
  }

  @Override
  public String toString() {
    return name;
  }
}
