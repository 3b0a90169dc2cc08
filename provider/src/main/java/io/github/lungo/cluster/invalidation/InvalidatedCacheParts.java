// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.LoadAt;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.wire.ObjectForms;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.LocalEngine;
import io.github.lungo.local.Remnants;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link InvalidatedCache} is made of.
 *
 * @param id the cache's number on the channel
 * @param channel leads to the other members
 * @param local holds the copies of this member; its traits have versions
 * @param traits what the entries are
 * @param versions gives the versions of this member
 * @param forms how its objects travel
 * @param source where values are loaded from
 * @param remnants what is remembered of loads as a primary; null if no setting asks for that
 * @param loadAt who does that
 * @param isStrong whether writers wait until all members have heard of their writes
 * @param writesThrough whether what is written goes to a source, too
 * @param changes who is told of changes
 * @param alarm sets off what is to happen later
 * @param background runs what takes long
 * @param completed is told which segments this member may lead: there is nothing that it has to fetch any more
 * @param operationTimeout how long a primary may give no sign
 * @param loadTimeout how old a load may be that is joined
 */
record InvalidatedCacheParts<K, V>(
    int id,
    ClusterChannel channel,
    LocalEngine<K, V> local,
    CacheTraits<K, V> traits,
    HybridClock versions,
    ObjectForms<K> forms,
    LoadSource<K> source,
    @Nullable Remnants<K> remnants,
    LoadAt loadAt,
    boolean isStrong,
    boolean writesThrough,
    Changes<K> changes,
    Alarm alarm,
    Executor background,
    BiConsumer<Topology, List<Integer>> completed,
    Duration operationTimeout,
    Duration loadTimeout) {}
