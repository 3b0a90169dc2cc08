// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy.Eviction;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.RemovalListener;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.entry.CachedValue;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Says which entries are to go for want of room, where other members keep copies of them, so that they go from all at once:
 * whoever holds them is told, and removes them. Knows only those that it was told of. Does nothing in a cache without a
 * bound. Thread-safe.
 */
public final class Residency<K> {
  /** What becomes of a sum of rounded parts must not need one entry more. */
  private static final double ROUNDING = 1e-9;

  /** By what part of the room for the entries the rest must have changed until they are given another. */
  private static final double STEP = 0.01;

  /** What part of their share the entries have however much else is kept. */
  private static final double LEAST = 0.5;

  private final Runnable evictionCounter;
  private final boolean isWeighted;

  /** The entries among which it chooses; null without a bound. */
  private final @Nullable Cache<K, CachedValue> entries;

  /** Those that are to go, of which nobody was told yet. */
  private final Queue<Chosen<K>> chosen = new ConcurrentLinkedQueue<>();

  /** How often somebody wanted them told of since nobody was at it. */
  private final AtomicInteger wanted = new AtomicInteger();

  private volatile BiConsumer<K, CachedValue> whenChosen = (key, entry) -> {};

  @GuardedBy("this")
  private long maximum;

  /** How much the entries may take now; written under this object's monitor. */
  private volatile long room;

  @GuardedBy("this")
  private double share = 1;

  /** How much the member keeps beside the entries that are known here. */
  private final AtomicLong besides = new AtomicLong();

  /** How much of that lasts, by which the room for the entries was made. */
  private volatile long lasting;

  /** How much it was when that was last looked at. */
  @GuardedBy("this")
  private long lastSeen;

  private final AtomicBoolean isUneven = new AtomicBoolean();
  private volatile Runnable whenUneven = () -> {};

  private record Chosen<K>(K key, CachedValue entry) {}

  /**
   * Creates what says so for one cache.
   *
   * @param bound how much the member may hold
   * @param evictionCounter is run for each entry that has gone
   */
  public Residency(Bound bound, Runnable evictionCounter) {
    this.evictionCounter = evictionCounter;
    this.isWeighted = bound.maximumWeight().isPresent();
    this.maximum = bound.maximumWeight().orElse(bound.maximumSize().orElse(0));
    this.room = bound.maximumWeight().orElse(bound.maximumSize().orElse(0));
    this.entries = bound.isBounded() ? build(bound) : null;
  }

  /** Returns what lets all entries stay. */
  public static <K> Residency<K> unbounded() {
    return new Residency<>(new Bound(OptionalLong.empty(), OptionalLong.empty()), () -> {});
  }

  private Cache<K, CachedValue> build(Bound bound) {
    RemovalListener<K, CachedValue> leaving = this::leave;
    Caffeine<K, CachedValue> builder = bound.applyTo(Caffeine.newBuilder().executor(Runnable::run));
    return builder.evictionListener(leaving).build();
  }

  /** Called under the locks of the policy: whoever called it tells of the entry afterwards. */
  private void leave(@Nullable K key, @Nullable CachedValue entry, RemovalCause cause) {
    if (key != null && entry != null && cause == RemovalCause.SIZE) {
      chosen.add(new Chosen<>(key, entry));
    }
  }

  /**
   * Sets who is told of each entry that is to go, with no lock held, by any thread; before the first one comes.
   *
   * @param levelling is told that {@link #level} is to be called some time later
   */
  public void tell(BiConsumer<K, CachedValue> whoever, Runnable levelling) {
    whenChosen = whoever;
    whenUneven = levelling;
  }

  /** Returns whether there is a bound. */
  public boolean isBounded() {
    return entries != null;
  }

  /** An entry is there now, in place of what was there of its key. */
  public void enter(K key, CachedValue entry) {
    if (entries != null) {
      entries.put(key, entry);
      entries.cleanUp(); // another thread may have been at it, and leave the rest to whoever comes
      // next
      tellOfChosen();
    }
  }

  /** The entry of a key was read. */
  public void touch(K key) {
    if (entries != null) {
      var unused = entries.getIfPresent(key);
      tellOfChosen();
    }
  }

  /** The entry of a key is not there any more, or for another member to choose. */
  public void leave(K key) {
    if (entries != null) {
      entries.invalidate(key);
      tellOfChosen();
    }
  }

  /** An entry that was to go has gone. */
  public void gone() {
    evictionCounter.run();
  }

  /** Says how much of the bound the entries may take that are known here; what is over is to go. */
  public void fill(double part) {
    synchronized (this) {
      share = part;
      apply();
    }
    tellOfChosen();
  }

  /** More is kept, or less, beside the entries that are known here. */
  public void keepBesides(long more) {
    if (entries != null && more != 0) {
      noteUneven(besides.addAndGet(more));
    }
  }

  private void noteUneven(long now) {
    if (Math.abs(now - lasting) > STEP * room && isUneven.compareAndSet(false, true)) {
      whenUneven.run();
    }
  }

  /**
   * Takes room from the entries that are known here where the rest is more than its part, or gives it back. To be called some
   * time after {@link #tell} has asked for it: what comes in at once is soon over.
   */
  public void level() {
    isUneven.set(false);
    long now = besides.get();
    synchronized (this) {
      lasting = Math.min(now, lastSeen);
      lastSeen = now;
      apply();
    }
    tellOfChosen();
    noteUneven(now);
  }

  /** Changes the bound. */
  public void resize(long newMaximum) {
    synchronized (this) {
      maximum = newMaximum;
      apply();
    }
    tellOfChosen();
  }

  @GuardedBy("this")
  private void apply() {
    if (entries != null) {
      double part = maximum * share;
      double left = Math.max((double) maximum - lasting, part * LEAST);
      room = (long) Math.ceil(Math.min(part, left) - ROUNDING);
      Eviction<K, CachedValue> eviction = entries.policy().eviction().orElseThrow();
      if (eviction.getMaximum() != room) {
        eviction.setMaximum(room);
        entries.cleanUp();
      }
    }
  }

  /** One thread at a time tells, so that what is told of, and makes others go, is told of by a loop. */
  private void tellOfChosen() {
    if (chosen.isEmpty() || wanted.getAndIncrement() > 0) {
      return;
    }
    int seen = 1;
    do {
      for (@Nullable Chosen<K> next = chosen.poll(); next != null; next = chosen.poll()) {
        whenChosen.accept(next.key(), next.entry());
      }
      seen = wanted.addAndGet(-seen);
    } while (seen > 0);
  }

  /** Returns the most entries the member may hold, or empty where size is not bounded. */
  public synchronized OptionalLong maximumSize() {
    return entries == null || isWeighted ? OptionalLong.empty() : OptionalLong.of(maximum);
  }

  /** Returns the most its entries may weigh together, or empty where weight is not bounded. */
  public synchronized OptionalLong maximumWeight() {
    return isWeighted ? OptionalLong.of(maximum) : OptionalLong.empty();
  }
}
