// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.event;

import java.util.function.Supplier;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an entry. Values are suppliers, for each listener is given copies of its own.
 *
 * @param type what happened
 * @param key the key, which is not copied
 * @param value makes the value after; the last value for an entry that is gone
 * @param oldValue makes the value before, or null if there was none
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public record EntryChange<K, V>(
    EventType type, K key, Supplier<V> value, @Nullable Supplier<V> oldValue) {}
