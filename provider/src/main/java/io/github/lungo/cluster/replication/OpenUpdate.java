// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.Version;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An update of the primary that not all owners hold yet. Confined to the segment's mailbox. */
final class OpenUpdate<K> {
  private final Place place;
  private final Job<K> job;
  private final List<NodeId> firstOwners;
  private final Function<Update<K>, CompletableFuture<Void>> whenSettled;
  private final Set<NodeId> holders = new HashSet<>();
  private @Nullable Withdrawal withdrawal;
  private Update<K> update;

  OpenUpdate(
      Place place,
      Job<K> job,
      Update<K> update,
      List<NodeId> firstOwners,
      Function<Update<K>, CompletableFuture<Void>> whenSettled) {
    this.place = place;
    this.job = job;
    this.update = update;
    this.firstOwners = firstOwners;
    this.whenSettled = whenSettled;
  }

  Place place() {
    return place;
  }

  /** Returns whose update it is. */
  Job<K> job() {
    return job;
  }

  Update<K> update() {
    return update;
  }

  /** Has copies dropped of what it replaces. */
  void withdraws(Withdrawal begun) {
    withdrawal = begun;
  }

  /** Returns whether nobody has copies of what it replaces. */
  boolean areCopiesDropped() {
    return withdrawal != null && withdrawal.isDone();
  }

  /**
   * Says that all owners hold it, in the version in which they do.
   *
   * @return completes when listeners everywhere have been told
   */
  CompletableFuture<Void> settled() {
    return whenSettled.apply(update);
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
