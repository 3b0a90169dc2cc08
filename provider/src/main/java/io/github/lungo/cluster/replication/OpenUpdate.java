// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.Version;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An update of the primary that not all owners hold yet. Confined to the segment's mailbox. */
final class OpenUpdate<K> {
  private final Place place;
  private final List<NodeId> firstOwners;
  private final Runnable whenSettled;
  private final Set<NodeId> holders = new HashSet<>();
  private Update<K> update;

  OpenUpdate(Place place, Update<K> update, List<NodeId> firstOwners, Runnable whenSettled) {
    this.place = place;
    this.update = update;
    this.firstOwners = firstOwners;
    this.whenSettled = whenSettled;
  }

  Place place() {
    return place;
  }

  Update<K> update() {
    return update;
  }

  Runnable whenSettled() {
    return whenSettled;
  }

  /** Notes that an owner holds the update. */
  void heldBy(NodeId owner) {
    holders.add(owner);
  }

  boolean isHeldBy(NodeId owner) {
    return holders.contains(owner);
  }

  /** Returns whether those hold it who were owners when it was first sent, as far as they still are. */
  boolean isHeldByItsFirstOwners() {
    return !firstOwners.isEmpty() && holders.containsAll(firstOwners);
  }

  /** Forgets who holds the update but is an owner no more. */
  void retain(Collection<NodeId> owners) {
    holders.retainAll(owners);
  }

  /** Goes on in a newer version, which nobody holds yet. */
  void renew(Version newer) {
    update = update.at(newer);
    holders.clear();
  }
}
