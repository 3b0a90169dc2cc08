// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.events.Changes;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.Remnants;
import io.github.lungo.local.Residency;
import io.github.lungo.local.SourceOfTruth;
import io.github.lungo.schedule.Alarm;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a cache's primaries on this member are made of.
 *
 * @param self this member
 * @param traits what the entries are
 * @param source what the cache stands in front of
 * @param permits limit the loads that this member runs
 * @param versions gives the versions of this member
 * @param peers the other owners
 * @param changes who is told of changes
 * @param alarm sets off what is to happen later
 * @param background runs user code that no caller's thread runs
 * @param faults the mistakes to make; none but in tests
 * @param whenDeadline is run when an entry comes that will expire
 * @param remnants what is remembered of keys without an entry; null if no setting asks for that
 * @param touches tells the other owners of accesses
 * @param residency says which entries are to go for want of room
 * @param grants the time that others have to show copies of what is led here
 * @param form makes the bytes in which entries and answers travel
 */
record PrimaryParts<K, V>(
    NodeId self,
    CacheTraits<K, V> traits,
    SourceOfTruth<K, V> source,
    LoadPermits permits,
    HybridClock versions,
    Peers<K> peers,
    Changes<K> changes,
    Alarm alarm,
    Executor background,
    Set<ReplicationFault> faults,
    Runnable whenDeadline,
    @Nullable Remnants<Remembered<K>> remnants,
    Touches<K> touches,
    Residency<K> residency,
    Grants grants,
    UpdateForm<K> form) {

  /** Who hears of accesses that prolong an entry's life. */
  @FunctionalInterface
  interface Touches<K> {

    /** An access has moved the deadline of an entry of the segment. */
    void add(int segment, K key, VersionedValue entry);
  }

  /** Returns the stored form of a value that was made at this member, if it can be sent. */
  Object storedFormOf(K key, V value) {
    Object stored = traits.storedFormOf(value);
    form.requireFits(key, stored);
    return stored;
  }

  boolean makes(ReplicationFault fault) {
    return faults.contains(fault);
  }
}
