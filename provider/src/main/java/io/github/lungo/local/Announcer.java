// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.event.EntryChange;
import io.github.lungo.event.EventDispatcher;
import io.github.lungo.event.EventDispatcher.Delivery;
import io.github.lungo.operation.Change;
import io.github.lungo.operation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Turns what happens to entries into events, each in its place in the order of its key's events: what operations do, and
 * that entries expire, whichever thread finds it out. Thread-safe.
 */
final class Announcer<K, V> implements Departures<K> {
  private final ConcurrentLinkedQueue<Departure<K, V>> departed = new ConcurrentLinkedQueue<>();
  private final EventDispatcher<K, V> events;
  private final KeyLocks<K> locks;
  private final Runnable evictionCounter;
  private final @Nullable Remnants<K> remnants;

  /** Whether something may have departed; cheaper to ask than the queue. */
  private volatile boolean hasDepartures;

  /** The event of an entry that has left; it waits for a moment at which no lock of the store is held. */
  private record Departure<K, V>(K key, @Nullable Delivery<K, V> delivery) {}

  Announcer(
      EventDispatcher<K, V> events,
      KeyLocks<K> locks,
      Runnable evictionCounter,
      @Nullable Remnants<K> remnants) {
    this.events = events;
    this.locks = locks;
    this.evictionCounter = evictionCounter;
    this.remnants = remnants;
  }

  @Override
  public boolean wantsExpired() {
    return hasListener() || (remnants != null && remnants.keepsStale());
  }

  /** Returns whether somebody listens for entries that expire, so that they are to leave by themselves. */
  boolean hasListener() {
    return events.hasListenerFor(EventType.EXPIRED);
  }

  @Override
  public void expired(K key, CachedValue entry) {
    if (remnants != null) {
      remnants.keep(key, entry);
    }
    if (!hasListener()) {
      return;
    }
    @Nullable KeyLock lock = locks.held(key);
    if (lock == null || !lock.noteExpired(entry)) {
      departed.add(new Departure<>(key, enqueue(EventType.EXPIRED, key, entry, entry)));
      hasDepartures = true;
    }
  }

  @Override
  public void evicted() {
    evictionCounter.run();
  }

  /** Returns whether nobody listens. */
  boolean isIdle() {
    return events.isIdle();
  }

  /** Returns whether an entry has left whose event is still to be delivered. */
  boolean hasDepartures() {
    return hasDepartures;
  }

  /** Delivers the events of entries that have left: that of the given key now, others in the background. */
  void deliverDepartures(@Nullable K mine) {
    if (!hasDepartures) {
      return;
    }
    hasDepartures = false;
    for (Departure<K, V> next = departed.poll(); next != null; next = departed.poll()) {
      if (next.delivery() != null && next.key().equals(mine)) {
        events.deliver(next.key(), List.of(next.delivery()));
      } else {
        events.deliverInBackground(next.key(), next.delivery());
      }
    }
  }

  /**
   * Queues the events of a step, to be called under the key's lock: behind that of an expiry which the step came after, and
   * before that of an expiry of what it has stored.
   */
  List<Delivery<K, V>> announce(K key, KeyLock lock, @Nullable Outcome<?> outcome) {
    if (events.isIdle() && !lock.takesNotes()) {
      return List.of();
    }
    @Nullable
    Outcome<?> change = outcome == null || outcome.change() == Change.NONE ? null : outcome;
    List<Delivery<K, V>> deliveries = new ArrayList<>(1);
    if (!lock.takesNotes()) {
      if (change != null) {
        announce(key, change, deliveries);
      }
      return deliveries;
    }
    lock.announce(expired -> {
      for (CachedValue entry : expired) {
        if (change == null || (entry != change.before() && entry != change.after())) {
          add(deliveries, enqueue(EventType.EXPIRED, key, entry, entry));
        }
      }
      if (change == null) {
        return;
      }
      if (!events.isIdle()) {
        announce(key, change, deliveries);
      }
      @Nullable CachedValue after = change.after();
      if (after != null && expired.contains(after)) { // it lived no longer than its step
        add(deliveries, enqueue(EventType.EXPIRED, key, after, after));
      }
    });
    return deliveries;
  }

  /** Calls synchronous listeners, with no lock held. */
  void deliver(K key, List<Delivery<K, V>> deliveries) {
    if (!events.isIdle()) {
      events.deliver(key, deliveries);
      deliverDepartures(null);
    }
  }

  /** Delivers the events that a step leaves behind which failed itself. */
  void deliverInBackground(K key, List<Delivery<K, V>> deliveries) {
    deliveries.forEach(delivery -> events.deliverInBackground(key, delivery));
  }

  private void announce(K key, Outcome<?> outcome, List<Delivery<K, V>> deliveries) {
    @Nullable CachedValue before = outcome.before();
    @Nullable CachedValue after = outcome.after();
    switch (outcome.change()) {
      case NONE -> {}
      case CREATED -> add(deliveries, enqueue(EventType.CREATED, key, known(after), null));
      case UPDATED -> add(deliveries, enqueue(EventType.UPDATED, key, known(after), before));
      case UPDATED_TO_EXPIRE -> {
        add(deliveries, enqueue(EventType.UPDATED, key, known(after), before));
        add(deliveries, enqueue(EventType.EXPIRED, key, known(after), after));
      }
      case REMOVED -> add(deliveries, enqueue(EventType.REMOVED, key, known(before), before));
    }
  }

  private static CachedValue known(@Nullable CachedValue entry) {
    return Objects.requireNonNull(entry);
  }

  private static <K, V> void add(
      List<Delivery<K, V>> deliveries, @Nullable Delivery<K, V> delivery) {
    if (delivery != null) {
      deliveries.add(delivery);
    }
  }

  private @Nullable Delivery<K, V> enqueue(
      EventType type, K key, CachedValue value, @Nullable CachedValue oldValue) {
    return events.enqueue(
        new EntryChange<>(type, key, value.stored(), oldValue == null ? null : oldValue.stored()));
  }
}
