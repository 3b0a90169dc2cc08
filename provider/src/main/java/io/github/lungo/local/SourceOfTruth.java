// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.SnapshotEntry;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.integration.WriteThrough;
import io.github.lungo.operation.SourceWrite;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The external source that a cache stands in front of.
 *
 * @param reader reads through, or null if the cache does not
 * @param writer writes through, or null if the cache does not
 */
public record SourceOfTruth<K, V>(
    @Nullable ReadThrough<K, V> reader, @Nullable WriteThrough<K, V> writer) {

  /** Writes one change through. */
  public void write(K key, SourceWrite write, CacheTraits<K, V> traits) {
    if (writer == null) {
      return;
    }
    switch (write.kind()) {
      case NONE -> {}
      case WRITE -> writer.write(entry(key, write, traits));
      case DELETE -> writer.delete(traits.keyFor(key));
    }
  }

  /** Returns the entry that a writer is given. */
  public SnapshotEntry<K, V> entry(K key, SourceWrite write, CacheTraits<K, V> traits) {
    return new SnapshotEntry<>(
        traits.keyFor(key), traits.valueOf(Objects.requireNonNull(write.stored())));
  }
}
