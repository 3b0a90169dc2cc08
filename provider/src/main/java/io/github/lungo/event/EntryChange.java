// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.event;

import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an entry. Values are in their stored form, as each listener is given copies of its own.
 *
 * @param type what happened
 * @param key the key, which is not copied
 * @param stored the value after; the last value for an entry that is gone, or null where nobody wants that
 * @param oldStored the value before, or null if there was none
 * @param <K> the type of keys
 */
public record EntryChange<K>(
    EventType type,
    K key,
    @Nullable Object stored,
    @Nullable Object oldStored) {}
