// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.integration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import org.jspecify.annotations.Nullable;

/**
 * Calls the user's {@link CacheWriter}, before the cache changes. Thread-safe as far as the writer is.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class WriteThrough<K, V> {
  private final String cacheName;
  private final CacheWriter<? super K, ? super V> writer;

  /** Creates the caller of a writer. */
  public WriteThrough(String cacheName, CacheWriter<? super K, ? super V> writer) {
    this.cacheName = cacheName;
    this.writer = writer;
  }

  /** Writes one entry. */
  public void write(Cache.Entry<K, V> entry) {
    try {
      writer.write(entry);
    } catch (Exception failure) {
      throw failed("write of key " + entry.getKey(), failure);
    }
  }

  /** Deletes one key. */
  public void delete(K key) {
    try {
      writer.delete(key);
    } catch (Exception failure) {
      throw failed("delete of key " + key, failure);
    }
  }

  /** Writes many entries in one call; the result names the keys that were not written. */
  public Unwritten<K> writeAll(Collection<? extends Cache.Entry<K, V>> entries) {
    List<Cache.Entry<K, V>> batch = new ArrayList<>(entries);
    try {
      writeBatch(batch);
      return new Unwritten<>(Set.of(), null);
    } catch (Exception failure) {
      Set<K> keys = new HashSet<>();
      batch.forEach(entry -> keys.add(entry.getKey()));
      return new Unwritten<>(
          keys, failed("writeAll, with " + keys.size() + " entries not written", failure));
    }
  }

  /** Deletes many keys in one call; the result names the keys that were not deleted. */
  public Unwritten<K> deleteAll(Collection<K> keys) {
    List<K> batch = new ArrayList<>(keys);
    try {
      writer.deleteAll(batch);
      return new Unwritten<>(Set.of(), null);
    } catch (Exception failure) {
      Set<K> left = new HashSet<>(batch);
      return new Unwritten<>(
          left, failed("deleteAll, with " + left.size() + " keys not deleted", failure));
    }
  }

  /** The writer takes entries of supertypes, in a collection that it may empty. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private void writeBatch(List<Cache.Entry<K, V>> batch) {
    ((CacheWriter) writer).writeAll(batch);
  }

  private CacheWriterException failed(String what, Exception failure) {
    return new CacheWriterException(
        "cache '" + cacheName + "': " + what + " failed; these keys are unchanged in the cache: "
            + failure,
        failure);
  }

  /**
   * What a batch left undone.
   *
   * @param keys the keys that the writer did not write: those still in its collection when it threw
   * @param failure what it threw, or null if it returned; then all counts as written, leftovers or not
   */
  public record Unwritten<K>(Set<K> keys, @Nullable CacheWriterException failure) {}
}
