// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.events.Changes;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.local.Bound;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.Residency;
import io.github.lungo.local.SourceOfTruth;
import io.github.lungo.schedule.Alarm;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ReplicatedCache} is made of.
 *
 * @param id the cache's number on the channel
 * @param channel leads to the other members
 * @param traits what the entries are
 * @param source what the cache stands in front of
 * @param permits limit the loads that this member runs
 * @param forms how its objects travel
 * @param versions gives the versions of this member
 * @param loading how values are loaded
 * @param changes who is told of changes
 * @param residency says which entries are to go for want of room
 * @param hotCopies how many copies this member keeps of entries that it does not own; null for none
 * @param alarm sets off what is to happen later
 * @param background runs user code that no caller's thread runs
 * @param completed is told of each segment that has come here in whole
 * @param faults the mistakes to make; none but in tests
 */
record ReplicatedCacheParts<K, V>(
    int id,
    ClusterChannel channel,
    CacheTraits<K, V> traits,
    SourceOfTruth<K, V> source,
    LoadPermits permits,
    Forms<K, V> forms,
    HybridClock versions,
    LoadSettings loading,
    Changes<K> changes,
    Residency<K> residency,
    @Nullable Bound hotCopies,
    Alarm alarm,
    Executor background,
    BiConsumer<Topology, List<Integer>> completed,
    Set<ReplicationFault> faults) {}
