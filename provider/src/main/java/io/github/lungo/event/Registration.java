// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.event;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/** One listener with its filter. Thread-safe as far as they are. */
final class Registration<K, V> {
  private final CacheEntryListenerConfiguration<K, V> configuration;
  private final CacheEntryListener<? super K, ? super V> listener;
  private final @Nullable CacheEntryEventFilter<? super K, ? super V> filter;
  private final Set<EventType> types = EnumSet.noneOf(EventType.class);
  private final boolean isSynchronous;
  private final boolean isOldValueRequired;
  private volatile boolean isActive = true;

  Registration(
      CacheEntryListenerConfiguration<K, V> configuration,
      CacheEntryListener<? super K, ? super V> listener,
      @Nullable CacheEntryEventFilter<? super K, ? super V> filter) {
    this.configuration = configuration;
    this.listener = listener;
    this.filter = filter;
    this.isSynchronous = configuration.isSynchronous();
    this.isOldValueRequired = configuration.isOldValueRequired();
    addType(CacheEntryCreatedListener.class, EventType.CREATED);
    addType(CacheEntryUpdatedListener.class, EventType.UPDATED);
    addType(CacheEntryRemovedListener.class, EventType.REMOVED);
    addType(CacheEntryExpiredListener.class, EventType.EXPIRED);
  }

  private void addType(Class<?> listenerType, EventType type) {
    if (listenerType.isInstance(listener)) {
      types.add(type);
    }
  }

  boolean isOf(CacheEntryListenerConfiguration<K, V> other) {
    return configuration.equals(other);
  }

  boolean isSynchronous() {
    return isSynchronous;
  }

  boolean isOldValueRequired() {
    return isOldValueRequired;
  }

  boolean wants(EventType type) {
    return types.contains(type);
  }

  /** Calls the listener, if its filter lets the event pass and it is still registered. */
  void deliver(CacheEntryEvent<K, V> event) {
    if (!isActive || (filter != null && !filter.evaluate(event))) {
      return;
    }
    List<CacheEntryEvent<? extends K, ? extends V>> events = List.of(event);
    switch (event.getEventType()) {
      case CREATED -> this.<CacheEntryCreatedListener<K, V>>as().onCreated(events);
      case UPDATED -> this.<CacheEntryUpdatedListener<K, V>>as().onUpdated(events);
      case REMOVED -> this.<CacheEntryRemovedListener<K, V>>as().onRemoved(events);
      case EXPIRED -> this.<CacheEntryExpiredListener<K, V>>as().onExpired(events);
    }
  }

  /** The listener's type was checked when the registration was made. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private <L> L as() {
    return (L) listener;
  }

  /** Ends delivery; an event that is being delivered ends by itself. */
  void deactivate() {
    isActive = false;
  }

  /** Returns whether the registration uses the given listener or filter. */
  boolean uses(Object object) {
    return listener == object || filter == object;
  }

  /** Returns the listener and the filter, if there is one. */
  List<Object> objects() {
    return filter == null ? List.of(listener) : List.of(listener, filter);
  }
}
