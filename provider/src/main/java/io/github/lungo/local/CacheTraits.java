// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.EntryVersions;
import io.github.lungo.entry.Version;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.expiry.ExpiryRules;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.message.Printed;
import io.github.lungo.serialization.ValueCopier;
import org.jspecify.annotations.Nullable;

/**
 * What makes a cache's entries what they are; fixed when the cache is made.
 *
 * @param name the cache's name, for messages
 * @param valueType what every value must be
 * @param copier turns values into their stored form and back
 * @param expiry says when entries expire
 * @param shape says what an entry holds beside its value
 * @param weigher weighs entries
 * @param clock the time by which entries expire
 * @param refreshAfter the nanoseconds after a write from which on a read has an entry loaded anew, or 0
 * @param versions gives the entries of a cluster their versions; null for those of a local cache, which have none
 */
public record CacheTraits<K, V>(
    String name,
    Class<V> valueType,
    ValueCopier copier,
    ExpiryRules expiry,
    EntryShape shape,
    EntryWeigher<? super K> weigher,
    NanoClock clock,
    long refreshAfter,
    @Nullable EntryVersions versions) {

  /** Creates the traits of a local cache, whose entries have no versions. */
  public CacheTraits(
      String name,
      Class<V> valueType,
      ValueCopier copier,
      ExpiryRules expiry,
      EntryShape shape,
      EntryWeigher<? super K> weigher,
      NanoClock clock,
      long refreshAfter) {
    this(name, valueType, copier, expiry, shape, weigher, clock, refreshAfter, null);
  }

  /** Returns the same traits for entries with versions. */
  public CacheTraits<K, V> versionedBy(EntryVersions giver) {
    return new CacheTraits<>(
        name, valueType, copier, expiry, shape, weigher, clock, refreshAfter, giver);
  }

  /** Returns the value of a stored form, a copy where the cache stores by value. */
  @SuppressWarnings("unchecked") // what is stored was a value of the cache
  public V valueOf(Object stored) {
    return (V) copier.fromStored(stored);
  }

  /**
   * Returns the form in which the cache stores the value.
   *
   * @throws ClassCastException if user code brought a value of another type
   */
  public Object storedFormOf(V value) {
    if (!valueType.isInstance(value)) {
      throw new ClassCastException("cache '" + name + "': value must be a " + valueType.getName()
          + ", not a " + value.getClass().getName() + ": " + Printed.text(value));
    }
    return copier.toStored(value);
  }

  /** Returns the key as user code may see it, a copy where the cache stores by value. */
  public K keyFor(K key) {
    return copier.copy(key);
  }

  /** Returns whether entries weigh something, which the user's code may have to say. */
  public boolean areWeighed() {
    return shape == EntryShape.WEIGHED;
  }

  /** Returns what an entry weighs; 1 where weight does not matter. May run the user's code. */
  public int weightOf(K key, Object stored) {
    return areWeighed() ? weigher.weigh(key, stored) : 1;
  }

  CachedValue entry(K key, Object stored, long deadline) {
    return versions == null
        ? unversioned(key, stored, deadline)
        : versioned(key, stored, deadline, versions.ofWrite());
  }

  /** Returns an entry that replaces what has the given version. */
  CachedValue entryOver(Version known, K key, Object stored, long deadline) {
    if (versions == null) {
      return unversioned(key, stored, deadline);
    }
    versions.requireFits(key, stored);
    return versioned(key, stored, deadline, versions.ofWriteOver(known));
  }

  /** Returns whether entries give way to newer ones only, so that what is gone leaves a trace. */
  boolean newestWins() {
    return versions != null && versions.newestWins();
  }

  /** Returns an entry that a load has brought. */
  CachedValue loadedEntry(K key, Object stored, long deadline) {
    return versions == null
        ? unversioned(key, stored, deadline)
        : versioned(key, stored, deadline, versions.ofLoad());
  }

  private CachedValue versioned(K key, Object stored, long deadline, Version version) {
    int weight = weightOf(key, stored);
    return refreshAfter > 0
        ? EntryShape.refreshable(stored, deadline, weight, version, dueAt())
        : EntryShape.versioned(stored, deadline, weight, version);
  }

  private long dueAt() {
    return Deadline.after(clock.nanos(), refreshAfter);
  }

  private CachedValue unversioned(K key, Object stored, long deadline) {
    if (refreshAfter > 0) {
      return EntryShape.refreshable(stored, deadline, weigher.weigh(key, stored), dueAt());
    }
    return shape.create(stored, deadline, weightOf(key, stored));
  }
}
