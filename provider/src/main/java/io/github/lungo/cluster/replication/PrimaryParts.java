// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.wire.Answer;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.SourceOfTruth;
import io.github.lungo.schedule.Alarm;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What a cache's primaries on this member are made of.
 *
 * @param self this member
 * @param traits what the entries are
 * @param source what the cache stands in front of
 * @param versions gives the versions of this member
 * @param peers the other owners
 * @param changes who is told of changes
 * @param alarm sets off what is to happen later
 * @param background runs user code that no caller's thread runs
 * @param faults the mistakes to make; none but in tests
 * @param encoder makes the bytes in which an answer travels
 */
record PrimaryParts<K, V>(
    NodeId self,
    CacheTraits<K, V> traits,
    SourceOfTruth<K, V> source,
    HybridClock versions,
    Peers<K> peers,
    Changes<K> changes,
    Alarm alarm,
    Executor background,
    Set<ReplicationFault> faults,
    Function<Answer<?>, byte[]> encoder) {

  boolean makes(ReplicationFault fault) {
    return faults.contains(fault);
  }
}
