// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.wire.CacheWire;
import io.github.lungo.cluster.wire.WiredObjects;

/** Objects as the cache's wire has them. */
record WireForms<K, V>(CacheWire<K, V> wire) implements WiredObjects<K> {}
