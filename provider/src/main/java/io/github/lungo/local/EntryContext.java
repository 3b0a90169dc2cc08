// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.expiry.ExpiryRules;
import io.github.lungo.operation.OperationContext;
import org.jspecify.annotations.Nullable;

/** What an operation may ask while it is applied under the lock of its key. */
final class EntryContext<K, V> implements OperationContext<K, V> {
  private final CacheTraits<K, V> traits;
  private final K key;
  private final ProcessorLoad<K, V> load;

  EntryContext(CacheTraits<K, V> traits, K key, ProcessorLoad<K, V> load) {
    this.traits = traits;
    this.key = key;
    this.load = load;
  }

  @Override
  public K key() {
    return traits.keyFor(key);
  }

  @Override
  public long now() {
    return traits.clock().nanos();
  }

  @Override
  public ExpiryRules expiry() {
    return traits.expiry();
  }

  @Override
  public V valueOf(Object stored) {
    return traits.valueOf(stored);
  }

  @Override
  public Object storedFormOf(V value) {
    return traits.storedFormOf(value);
  }

  @Override
  public CachedValue entry(Object stored, long deadline) {
    return traits.entry(key, stored, deadline);
  }

  @Override
  public @Nullable Object load() {
    return load.load(key);
  }
}
