// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.integration;

import io.github.lungo.message.Printed;
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
      throw failed("write of key " + Printed.text(entry.getKey()), failure);
    }
  }

  /** Deletes one key. */
  public void delete(K key) {
    try {
      writer.delete(key);
    } catch (Exception failure) {
      throw failed("delete of key " + Printed.text(key), failure);
    }
  }

  /** Writes many entries in one call; the result names the keys that were not written. */
  public Unwritten writeAll(Collection<? extends Cache.Entry<K, V>> entries) {
    List<Cache.Entry<K, V>> batch = new ArrayList<>(entries);
    try {
      writeBatch(batch);
      return new Unwritten(Set.of(), null);
    } catch (Throwable failure) {
      Set<Object> keys = keysOf(batch);
      return new Unwritten(
          keys, wrapped("writeAll, with " + keys.size() + " entries not written", failure));
    }
  }

  /** Deletes many keys in one call; the result names the keys that were not deleted. */
  public Unwritten deleteAll(Collection<K> keys) {
    List<K> batch = new ArrayList<>(keys);
    try {
      writer.deleteAll(batch);
      return new Unwritten(Set.of(), null);
    } catch (Throwable failure) {
      Set<Object> left = new HashSet<>(batch);
      return new Unwritten(
          left, wrapped("deleteAll, with " + left.size() + " keys not deleted", failure));
    }
  }

  /** The writer takes entries of supertypes, in a collection that it may empty. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private void writeBatch(List<Cache.Entry<K, V>> batch) {
    ((CacheWriter) writer).writeAll(batch);
  }

  /** The writer may have put anything into its collection. */
  private static Set<Object> keysOf(List<?> left) {
    Set<Object> keys = new HashSet<>();
    for (Object each : left) {
      if (each instanceof Cache.Entry<?, ?> entry) {
        keys.add(entry.getKey());
      }
    }
    return keys;
  }

  private Throwable wrapped(String what, Throwable failure) {
    return failure instanceof Exception exception ? failed(what, exception) : failure;
  }

  private CacheWriterException failed(String what, Exception failure) {
    return new CacheWriterException(
        "cache '" + cacheName + "': " + what + " failed; these keys are unchanged in the cache: "
            + Printed.text(failure),
        failure);
  }

  /**
   * What a batch left undone.
   *
   * @param keys the keys that the writer did not write: those still in its collection when it threw
   * @param failure what it threw, an error as it is and all else as a {@link CacheWriterException}; null if it returned, for
   *     then all counts as written, leftovers or not
   */
  public record Unwritten(Set<Object> keys, @Nullable Throwable failure) {}
}
