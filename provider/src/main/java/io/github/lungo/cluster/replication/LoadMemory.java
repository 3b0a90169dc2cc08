// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.local.Remnants;
import io.github.lungo.local.Remnants.Known;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a primary remembers of the keys of its segment that have no live entry: what has expired, that a load found nothing,
 * that loads fail. Nobody else knows of it, and it ends with the primacy. Confined to the segment's mailbox, but for {@link
 * #isKnownAbsent} and what the holder of a key's turn notes of it.
 *
 * <p>An entry that has expired stays in the segment until all owners know that. So it is taken note of as soon as somebody
 * asks, and once: what is known of the key later is not to be overridden by it.
 */
final class LoadMemory<K> {
  private final @Nullable Remnants<Remembered<K>> remnants;
  private final Segment<K> segment;
  private final NanoClock clock;
  private final boolean keepsAfterWrites;

  /** The entries in the segment that have expired and were taken note of, or are never to be. */
  private final Map<K, VersionedValue> passed = new HashMap<>();

  /** What had expired by then was removed since, or may have been. */
  private long forgottenAt;

  private volatile Object era = new Object();

  /**
   * Creates a memory of nothing.
   *
   * @param remnants keeps what there is, for all segments; null if there is nothing to remember
   * @param keepsAfterWrites whether to make a mistake
   */
  LoadMemory(
      @Nullable Remnants<Remembered<K>> remnants,
      Segment<K> segment,
      NanoClock clock,
      boolean keepsAfterWrites) {
    this.remnants = remnants;
    this.segment = segment;
    this.clock = clock;
    this.keepsAfterWrites = keepsAfterWrites;
    this.forgottenAt = clock.nanos();
  }

  private Remembered<K> now(K key) {
    return new Remembered<>(era, key);
  }

  /** Returns whether entries that expire are of use. */
  boolean keepsStale() {
    return remnants != null && remnants.keepsStale();
  }

  /**
   * Returns what a get of a missing key may be answered at once.
   *
   * @throws javax.cache.integration.CacheLoaderException if it is to fail at once
   */
  Known look(K key) {
    if (remnants == null) {
      return Known.NOTHING;
    }
    noteExpired(key);
    return remnants.look(now(key));
  }

  /** Returns the stored form of the value that a get has in place of a failure; null if there is none. */
  @Nullable
  Object insteadOfFailure(K key) {
    return remnants == null ? null : remnants.insteadOfFailure(now(key));
  }

  /**
   * Returns whether the source is known to have no value of the key.
   *
   * @throws javax.cache.integration.CacheLoaderException if it is not to be asked
   */
  boolean isKnownAbsent(K key) {
    return remnants != null && remnants.isKnownAbsent(now(key));
  }

  /** Returns whether that is the entry that has expired, and of use. */
  boolean holds(K key, VersionedValue expired) {
    return remnants != null && remnants.holds(now(key), expired);
  }

  /** Takes note of the key's entry if it has expired. */
  void noteExpired(K key) {
    @Nullable VersionedValue entry = remnants == null ? null : expired(key);
    if (entry != null && passed.put(key, entry) != entry && entry.deadline() > forgottenAt) {
      Objects.requireNonNull(remnants).keep(now(key), entry);
    }
  }

  private @Nullable VersionedValue expired(K key) {
    @Nullable VersionedValue entry = segment.entry(key);
    return entry != null && entry.isExpiredAt(clock.nanos()) ? entry : null;
  }

  /** Notes that a load found nothing that no write has fenced. */
  void foundNothing(K key) {
    if (remnants != null) {
      remnants.foundNothing(now(key));
    }
  }

  /**
   * Notes that a load failed that no write has fenced.
   *
   * @return when the next one is due, or 0 if at any time
   */
  long failed(K key, Throwable cause) {
    if (remnants == null) {
      return 0;
    }
    remnants.failed(now(key), cause);
    return remnants.pausedUntil(now(key));
  }

  /** Forgets what is known of a key, as it was written, with or without a change. */
  void forget(K key) {
    if (remnants == null || keepsAfterWrites) {
      return;
    }
    remnants.forget(now(key));
    @Nullable VersionedValue entry = expired(key);
    if (entry != null) {
      passed.put(key, entry);
    }
  }

  /** Forgets all, as of a clear. */
  void forgetAll() {
    if (!keepsAfterWrites) {
      forgottenAt = clock.nanos();
      era = new Object();
    }
  }

  /** The key's entry that had expired has left, or was replaced. */
  void replaced(K key) {
    passed.remove(key);
  }

  /** All entries were replaced. */
  void replacedAll() {
    passed.clear();
  }
}
