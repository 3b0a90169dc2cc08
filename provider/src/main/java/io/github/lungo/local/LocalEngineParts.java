// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.Resilience;
import io.github.lungo.event.EventDispatcher;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What a local engine is made of.
 *
 * @param traits what the entries are
 * @param bound how much the store holds
 * @param source what the cache stands in front of
 * @param events tells the listeners
 * @param waits finds threads that wait for each other's keys
 * @param permits limits the concurrent loads
 * @param loadTimeout how long a caller waits for another one's load
 * @param executor runs asynchronous loads and the events of expiry
 * @param evictionCounter is run for each entry that leaves because the cache is full
 * @param resilience how loads are spared, put off and made up for
 * @param alarm sets off what is to happen later
 */
public record LocalEngineParts<K, V>(
    CacheTraits<K, V> traits,
    Bound bound,
    SourceOfTruth<K, V> source,
    EventDispatcher<K, V> events,
    KeyWaits waits,
    LoadPermits permits,
    Duration loadTimeout,
    Executor executor,
    Runnable evictionCounter,
    Resilience resilience,
    Alarm alarm) {}
