// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.Version;
import io.github.lungo.expiry.ExpiryRules;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.operation.OperationContext;
import org.jspecify.annotations.Nullable;

/**
 * What an operation may ask at the primary. Entries that it makes get their version when they are published.
 *
 * @param keyHere the key as the primary has it
 * @param expiry how long entries live
 * @param memory what the primary knows of the key's loads; null if this member may not be the primary
 */
record JobContext<K, V>(
    PrimaryParts<K, V> parts,
    K keyHere,
    ExpiryRules expiry,
    @Nullable LoadMemory<K> memory) implements OperationContext<K, V> {

  /** Returns what an operation may ask that takes effect. */
  static <K, V> JobContext<K, V> of(Primacy<K, V> primacy, K keyHere) {
    PrimaryParts<K, V> parts = primacy.parts();
    return new JobContext<>(parts, keyHere, parts.traits().expiry(), primacy.memory());
  }

  /** Returns what an operation may ask that is tried on a copy: what it finds neither lives longer nor ends by that. */
  static <K, V> JobContext<K, V> ofTrial(PrimaryParts<K, V> parts, K keyHere) {
    return new JobContext<>(parts, keyHere, ExpiryRules.eternal(), null);
  }

  @Override
  public K key() {
    return parts.traits().keyFor(keyHere);
  }

  @Override
  public long now() {
    return parts.traits().clock().nanos();
  }

  @Override
  public V valueOf(Object stored) {
    return parts.traits().valueOf(stored);
  }

  @Override
  public Object storedFormOf(V value) {
    return parts.storedFormOf(keyHere, value);
  }

  @Override
  public CachedValue entry(Object stored, long deadline) {
    return EntryShape.versioned(
        stored, deadline, parts.traits().weightOf(keyHere, stored), Version.LEAST);
  }

  /** Reads the key through, for a processor. */
  @Override
  public @Nullable Object load() {
    @Nullable ReadThrough<K, V> reader = parts.source().reader();
    if (reader == null || (memory != null && memory.isKnownAbsent(keyHere))) {
      return null;
    }
    try {
      @Nullable V loaded = reader.load(key());
      if (loaded == null && memory != null) {
        memory.foundNothing(keyHere);
      }
      return loaded == null ? null : storedFormOf(loaded);
    } catch (Throwable failure) {
      if (memory != null) {
        var unused = memory.failed(keyHere, failure);
      }
      throw failure;
    }
  }
}
