// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.cache.configuration.FactoryBuilder.SingletonFactory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.event.EventType;

/** What one listener hears, in order for each key. Thread-safe: entries may expire on another thread. */
final class EventLog {
  private final Ear ear;
  private final boolean storesByValue;
  private final Map<Integer, List<String>> fresh = new TreeMap<>();
  private final Map<Integer, List<String>> all = new TreeMap<>();
  private final MutableCacheEntryListenerConfiguration<Box, Box> registration;

  EventLog(Ear ear, boolean storesByValue) {
    this.ear = ear;
    this.storesByValue = storesByValue;
    CacheEntryListener<Box, Box> listener =
        ear.hearsExpiry() ? new AllEvents(this) : new Changes(this);
    CacheEntryEventFilter<Box, Box> filter = ear.sieve().predicate::test;
    this.registration = new MutableCacheEntryListenerConfiguration<>(
        new SingletonFactory<>(listener),
        ear.sieve() == Ear.Sieve.NONE ? null : new SingletonFactory<>(filter),
        ear.wantsOldValue(),
        true);
  }

  Ear ear() {
    return ear;
  }

  MutableCacheEntryListenerConfiguration<Box, Box> registration() {
    return registration;
  }

  /** Returns what was heard since the last call, but for EXPIRED: that comes when the provider finds it out. */
  synchronized Map<Integer, List<String>> take() {
    Map<Integer, List<String>> taken = new TreeMap<>(fresh);
    fresh.clear();
    return taken;
  }

  /** Returns all that was heard, EXPIRED too. */
  synchronized Map<Integer, List<String>> all() {
    Map<Integer, List<String>> copy = new TreeMap<>();
    all.forEach((key, events) -> copy.put(key, List.copyOf(events)));
    return copy;
  }

  private synchronized void hear(Iterable<CacheEntryEvent<? extends Box, ? extends Box>> events) {
    for (CacheEntryEvent<? extends Box, ? extends Box> event : events) {
      int key = event.getKey().number();
      if (event.getEventType() == EventType.EXPIRED) {
        String line = expired(event.isOldValueAvailable(), event.getValue());
        all.computeIfAbsent(key, k -> new ArrayList<>()).add(line);
        continue;
      }
      String line = event.getEventType() + " " + event.getValue()
          + (event.isOldValueAvailable() ? " was " + event.getOldValue() : "");
      fresh.computeIfAbsent(key, k -> new ArrayList<>()).add(line);
      all.computeIfAbsent(key, k -> new ArrayList<>()).add(line);
    }
  }

  /** By reference, the value may have changed since the entry expired. */
  String expired(boolean hasOldValue, Object value) {
    return "EXPIRED " + (hasOldValue && storesByValue ? value : "");
  }

  /** Hears what callers do. */
  private static class Changes
      implements CacheEntryCreatedListener<Box, Box>,
          CacheEntryUpdatedListener<Box, Box>,
          CacheEntryRemovedListener<Box, Box> {
    final EventLog log;

    Changes(EventLog log) {
      this.log = log;
    }

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends Box, ? extends Box>> events) {
      log.hear(events);
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends Box, ? extends Box>> events) {
      log.hear(events);
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<? extends Box, ? extends Box>> events) {
      log.hear(events);
    }
  }

  /** Hears that entries expire, too. */
  private static final class AllEvents extends Changes
      implements CacheEntryExpiredListener<Box, Box> {
    AllEvents(EventLog log) {
      super(log);
    }

    @Override
    public void onExpired(Iterable<CacheEntryEvent<? extends Box, ? extends Box>> events) {
      log.hear(events);
    }
  }
}
