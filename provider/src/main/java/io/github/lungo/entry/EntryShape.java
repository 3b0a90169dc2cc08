// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

import io.github.lungo.expiry.Deadline;

/** Decides which kind of {@link CachedValue} the entries of a cache are; the only maker of them. */
public enum EntryShape {
  /** Entries live until they are removed, but for single ones given a time to live of their own. */
  ETERNAL {
    @Override
    public CachedValue create(Object stored, long deadline, int weight) {
      return deadline == Deadline.NEVER
          ? new CachedValue(stored)
          : new ExpiringValue(stored, deadline);
    }
  },
  /** Every entry may expire. */
  EXPIRING {
    @Override
    public CachedValue create(Object stored, long deadline, int weight) {
      return new ExpiringValue(stored, deadline);
    }
  },
  /** Every entry has a weight, and may expire. */
  WEIGHED {
    @Override
    public CachedValue create(Object stored, long deadline, int weight) {
      return new WeighedValue(stored, deadline, weight);
    }
  };

  /**
   * Returns a new version of an entry that is to be loaded anew before it expires.
   *
   * @param dueAt the point of the cache's clock from which on a read has that done
   */
  public static CachedValue refreshable(Object stored, long deadline, int weight, long dueAt) {
    return new RefreshableValue(stored, deadline, weight, dueAt);
  }

  /** Returns an entry of a clustered cache. */
  public static VersionedValue versioned(
      Object stored, long deadline, int weight, Version version) {
    return new VersionedValue(stored, deadline, weight, version);
  }

  /**
   * Returns an entry of a clustered cache that is to be loaded anew before it expires.
   *
   * @param dueAt the point of the cache's clock from which on a read has that done
   */
  public static VersionedValue refreshable(
      Object stored, long deadline, int weight, Version version, long dueAt) {
    return new RefreshableVersion(stored, deadline, weight, version, dueAt);
  }

  /** Returns what stands for that version of an entry where its value does not matter; its stored form is the version. */
  public static CachedValue knownBy(Version version) {
    return versioned(version, Deadline.NEVER, 1, version);
  }

  /** Returns a new version of an entry. */
  public abstract CachedValue create(Object stored, long deadline, int weight);
}
