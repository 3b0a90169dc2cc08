// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.operation.CacheEngine;

/**
 * An engine and what management reads of it.
 *
 * @param engine holds the entries
 * @param gauges what management reads
 */
record MadeEngine<K, V>(CacheEngine<K, V> engine, CacheParts.Gauges gauges) {}
