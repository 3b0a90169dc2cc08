// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.operation.Put;
import org.jspecify.annotations.Nullable;

/**
 * The put of which nobody wants to know: one write of the store, without the lock of the key. It returns nothing and depends
 * on nothing that was before, so that it may count as later than a step that begins on its key meanwhile;
 * {@link LocalStore#replace} sees to it that it is. Thread-safe.
 */
final class QuietPut<K, V> {
  private final CacheTraits<K, V> traits;
  private final LocalStore<K> store;
  private final Announcer<K, V> announcer;
  private final AtomicSteps<K, V> steps;
  private final SourceOfTruth<K, V> source;
  private final boolean isPossible;

  QuietPut(
      CacheTraits<K, V> traits,
      LocalStore<K> store,
      Announcer<K, V> announcer,
      AtomicSteps<K, V> steps,
      SourceOfTruth<K, V> source,
      @Nullable Remnants<K> remnants) {
    this.traits = traits;
    this.store = store;
    this.announcer = announcer;
    this.steps = steps;
    this.source = source;
    this.isPossible = source.writer() == null
        && remnants == null
        && traits.versions() == null
        && traits.shape() != EntryShape.WEIGHED
        && traits.expiry().updatesLikeCreations();
  }

  /** Stores the value; does nothing and returns false where somebody has a part in it. */
  boolean put(K key, Object stored) {
    if (!isPossible || !announcer.isIdle() || store.hasTimers() || steps.isUnderWay(key)) {
      return false;
    }
    boolean isEternal = traits.shape() == EntryShape.ETERNAL;
    long deadline = isEternal
        ? Deadline.NEVER
        : traits.expiry().afterCreation(traits.clock().nanos());
    Object held = isEternal ? stored : traits.entry(key, stored, deadline).held();
    steps.fence(key); // before: a load under way may not store over the value
    @Nullable Object before = store.put(key, held);
    steps.fence(key); // after: a load that came between may have seen what is gone now
    if (!announcer.isIdle()) {
      steps.announceLate(key, before == null ? null : CachedValue.of(before), CachedValue.of(held));
    } else if (isEternal && before != null && store.hasTimers()) {
      keepDeadline(key, stored, CachedValue.of(before).deadline());
    }
    return true;
  }

  /** The entry has got a time to live at the last moment; under the eternal policy a put leaves it that. */
  private void keepDeadline(K key, Object stored, long deadline) {
    if (deadline == Deadline.NEVER) {
      return;
    }
    long left = deadline - traits.clock().nanos();
    if (left > 0) {
      steps.execute(key, new Put<>(stored, Put.Kind.PUT, left), source, outcome -> {});
    }
  }
}
