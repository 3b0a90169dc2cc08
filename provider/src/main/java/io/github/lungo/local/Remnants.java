// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.lungo.Resilience;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.integration.InFlightLoads;
import io.github.lungo.integration.Load;
import io.github.lungo.operation.Change;
import io.github.lungo.operation.Outcome;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a cache remembers of keys that have no live entry, beside its store, so that no operation but a load ever sees it.
 * Exists only where a setting needs it. Calls nobody, so that it may be called under the store's locks. Thread-safe.
 *
 * <p>A write ends what is known of its key: see {@link #settle}. What a load has to tell counts only while its fence is
 * open.
 */
public final class Remnants<K> {
  /** How many keys are remembered by a cache that is not bounded. */
  private static final long DEFAULT_SIZE = 10_000;

  private final Cache<K, Remnant> remnants;
  private final String cacheName;
  private final NanoClock clock;
  private final Spans spans;
  private final LoadCounters counters;

  /** What had expired until then was removed by somebody, even if the store still holds it. */
  private volatile long clearedAt = -1;

  /** Creates a memory of nothing, bounded like the cache. */
  public Remnants(
      CacheTraits<?, ?> traits, Bound bound, Resilience resilience, LoadCounters counters) {
    this.cacheName = traits.name();
    this.clock = traits.clock();
    this.spans = Spans.of(resilience);
    this.counters = counters;
    this.remnants = bounded(bound)
        .ticker(clock::nanos)
        .executor(Runnable::run)
        .expireAfter(Expiry.writing((K key, Remnant remnant) ->
            Duration.ofNanos(Math.max(0, spans.endOf(remnant) - clock.nanos()))))
        .build();
  }

  private static Caffeine<Object, Object> bounded(Bound bound) {
    Caffeine<Object, Object> builder = Caffeine.newBuilder();
    return bound.maximumWeight().isPresent()
        ? builder
            .maximumWeight(bound.maximumWeight().getAsLong())
            .weigher((Object key, Object remnant) -> ((Remnant) remnant).weight())
        : builder.maximumSize(bound.maximumSize().orElse(DEFAULT_SIZE));
  }

  /** Returns whether entries that expire are of use here. */
  public boolean keepsStale() {
    return spans.stale() > 0;
  }

  /** Returns what is known of the key, or null. */
  @Nullable
  Remnant of(K key) {
    return remnants.getIfPresent(key);
  }

  /**
   * What a get may be answered without a load.
   *
   * @param stale the expired entry whose value it gets, or null
   * @param isToRevalidate whether that is to be loaded anew meanwhile
   * @param isAbsent whether it is known that there is no value
   */
  public record Known(@Nullable CachedValue stale, boolean isToRevalidate, boolean isAbsent) {
    /** That the key is to be loaded. */
    public static final Known NOTHING = new Known(null, false, false);

    private static final Known ABSENT = new Known(null, false, true);
  }

  /**
   * Returns what a get of a missing key may be answered at once, and counts it.
   *
   * @throws LoadPausedException if there is no value, and the source is not to be asked, as it failed a moment ago
   */
  public Known look(K key) {
    Known stale = lookForStale(key);
    return stale.stale() == null && isKnownAbsent(key) ? Known.ABSENT : stale;
  }

  /** Returns the stale value that a get may have at once. */
  Known lookForStale(K key) {
    @Nullable Remnant known = of(key);
    @Nullable CachedValue stale = known == null ? null : known.stale();
    if (known == null || stale == null) {
      return Known.NOTHING;
    }
    boolean isPaused = known.isPausedAt(clock.nanos());
    if (isServedWhileLoading(stale) || (isPaused && isServedInsteadOfFailure(stale))) {
      counters.staleAnswers.increment();
      return new Known(stale, !isPaused, false);
    }
    return Known.NOTHING;
  }

  /** Returns whether a caller may have the expired entry while it is loaded anew. */
  private boolean isServedWhileLoading(CachedValue stale) {
    return clock.nanos() < Deadline.after(stale.deadline(), spans.staleWhileRevalidate());
  }

  private boolean isServedInsteadOfFailure(CachedValue stale) {
    return clock.nanos() < Deadline.after(stale.deadline(), spans.staleIfError());
  }

  /** Returns the stored form of the value that a caller gets whose load failed, and counts it; null if there is none. */
  public @Nullable Object insteadOfFailure(K key) {
    @Nullable Remnant known = of(key);
    @Nullable CachedValue stale = known == null ? null : known.stale();
    if (stale == null || !isServedInsteadOfFailure(stale)) {
      return null;
    }
    counters.staleAnswers.increment();
    return stale.stored();
  }

  /** Returns whether the expired entry is still of use. */
  public boolean holds(K key, CachedValue expired) {
    @Nullable Remnant known = of(key);
    return known != null && known.stale() == expired;
  }

  /** Returns when the source may be asked again for a key whose loads fail, or 0 if it may at any time. */
  public long pausedUntil(K key) {
    @Nullable Remnant known = of(key);
    return known == null || known.failure() == null ? 0 : known.failure().retryAt();
  }

  /**
   * Returns whether the source is known to have no value of the key.
   *
   * @throws LoadPausedException if the source is not to be asked, as it failed a moment ago
   */
  public boolean isKnownAbsent(K key) {
    @Nullable Remnant known = of(key);
    if (known == null) {
      return false;
    }
    long now = clock.nanos();
    @Nullable FailedLoad failure = known.failure();
    if (failure != null && known.isPausedAt(now)) {
      counters.pausedLoads.increment();
      throw paused(key, failure, now);
    }
    if (known.isAbsentAt(now)) {
      counters.negativeAnswers.increment();
      return true;
    }
    return false;
  }

  /**
   * Ends a load that has nothing to ask, as an earlier one has told since its caller looked.
   *
   * @return whether it is over, having found nothing
   * @throws LoadPausedException if the source is not to be asked; the load has failed with what the earlier one failed with
   */
  boolean endsAtOnce(K key, Load<Object> load, InFlightLoads<K, Object> loads) {
    try {
      if (!isKnownAbsent(key)) {
        return false;
      }
    } catch (LoadPausedException paused) {
      loads.leave(load);
      load.fail(paused.source());
      throw paused;
    }
    loads.leave(load);
    load.finish(null);
    return true;
  }

  private LoadPausedException paused(K key, FailedLoad failure, long now) {
    long left = (failure.retryAt() - now + 999_999) / 1_000_000;
    return new LoadPausedException(
        "cache '" + cacheName + "': key " + key + " is not loaded for another " + left
            + " ms, as " + failure.attempts()
            + (failure.attempts() == 1 ? " attempt" : " attempts in a row")
            + " failed: " + failure.cause(),
        failure.cause());
  }

  /** Keeps an entry that has expired. */
  public void keep(K key, CachedValue expired) {
    if (keepsStale()
        && expired.deadline() > clearedAt
        && clock.nanos() < Deadline.after(expired.deadline(), spans.stale())) {
      change(key, known -> known.withStale(expired));
    }
  }

  void foundNothing(K key, Load<?> load) {
    load.storeUnlessFenced(() -> foundNothing(key));
  }

  /** Notes that a load found nothing; the source has no expired value any more either. The caller minds the fence. */
  public void foundNothing(K key) {
    if (spans.absence() == 0) {
      remnants.invalidate(key);
    } else {
      remnants.put(key, Remnant.absentUntil(Deadline.after(clock.nanos(), spans.absence())));
    }
  }

  void failed(K key, Load<?> load, Throwable cause) {
    load.storeUnlessFenced(() -> failed(key, cause));
  }

  /**
   * Notes that a load failed: the next one is put off, twice as long after each failure in a row. The caller minds the
   * fence.
   */
  public void failed(K key, Throwable cause) {
    if (spans.firstPause() == 0) {
      return;
    }
    change(key, known -> {
      @Nullable FailedLoad last = known.failure();
      int attempts = last == null ? 1 : last.attempts() + 1;
      long retryAt = Deadline.after(clock.nanos(), spans.pauseAfter(attempts));
      return known.withFailure(new FailedLoad(cause, attempts, retryAt));
    });
  }

  /** Drops what is known of a key that was written. Who may have noted something older is fenced before. */
  public void forget(K key) {
    remnants.invalidate(key);
  }

  /** Drops all that is known. */
  public void forgetAll() {
    remnants.invalidateAll();
  }

  private void change(K key, UnaryOperator<Remnant> step) {
    remnants
        .asMap()
        .compute(key, (k, known) -> step.apply(known == null ? Remnant.NOTHING : known));
  }

  /*
   * INVARIANT: when a write returns, nothing is known of its key that is older than the write, nor can a load tell such a
   * thing later.
   *
   * The write has fenced loads and stored before it calls this. A load may have entered in between: it saw the entry that
   * the write has replaced, or a remnant, and is not fenced. So loads are fenced once more. One that enters after that finds
   * the store as the write left it, and no remnant: that was dropped before. What the load that is fenced here has noted
   * until then is dropped after it. An expired entry cannot come later, as the store lets go of it before its successor is
   * in, or, where the write stores nothing, the step made it leave when it looked.
   */
  void settle(K key, Outcome<?> outcome, InFlightLoads<K, ?> loads) {
    if (outcome.fencesLoads()) {
      remnants.invalidate(key);
      loads.fence(key);
      remnants.invalidate(key);
    } else if (outcome.change() != Change.NONE) {
      remnants.invalidate(key); // what a load brought
    }
  }

  /** Drops all, in the same manner, and what has expired but has not left the store. */
  void settleAll(InFlightLoads<K, ?> loads) {
    clearedAt = clock.nanos();
    remnants.invalidateAll();
    loads.fenceAll();
    remnants.invalidateAll();
  }
}
