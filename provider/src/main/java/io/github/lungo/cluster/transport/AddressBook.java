// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jgroups.Address;
import org.jgroups.MergeView;
import org.jgroups.util.NameCache;
import org.jgroups.util.UUID;

/** Members and views as JGroups and as Lungo call them. Remembers those of the last view. Thread-safe. */
final class AddressBook {
  private final Map<Address, NodeId> nodes = new ConcurrentHashMap<>();

  static Address addressOf(NodeId node) {
    java.util.UUID uuid = node.uuid();
    return new UUID(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  /** Returns who has the address, with the name that it told, or else its number. */
  NodeId nodeOf(Address address) {
    NodeId known = nodes.get(address);
    return known == null ? describe(address) : known;
  }

  /** Translates a view, and forgets all who are not in it. */
  View viewOf(org.jgroups.View view) {
    nodes.keySet().retainAll(view.getMembers());
    view.getMembers().forEach(member -> nodes.computeIfAbsent(member, AddressBook::describe));
    List<List<NodeId>> mergedFrom = view instanceof MergeView merge
        ? merge.getSubgroups().stream().map(side -> nodesOf(side.getMembers())).toList()
        : List.of();
    return new View(
        nodeOf(view.getCreator()),
        view.getViewId().getId(),
        nodesOf(view.getMembers()),
        mergedFrom);
  }

  private List<NodeId> nodesOf(List<Address> addresses) {
    return addresses.stream().map(this::nodeOf).toList();
  }

  /** Others choose their names, and a long one must not cost anybody the view. */
  private static String shortened(String name) {
    return name.substring(0, Math.min(name.length(), NodeId.MAXIMUM_NAME_LENGTH));
  }

  private static NodeId describe(Address address) {
    UUID uuid = (UUID) address;
    java.util.UUID ours =
        new java.util.UUID(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    String name = NameCache.get(address);
    return new NodeId(ours, name == null ? ours.toString() : shortened(name));
  }
}
