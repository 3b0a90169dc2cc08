// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.event.EventDispatcher;
import java.util.function.Consumer;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;

/** Passes all events on. */
final class Listener
    implements CacheEntryCreatedListener<String, Long>,
        CacheEntryUpdatedListener<String, Long>,
        CacheEntryRemovedListener<String, Long>,
        CacheEntryExpiredListener<String, Long> {
  private final Consumer<CacheEntryEvent<? extends String, ? extends Long>> reaction;
  private final MutableCacheEntryListenerConfiguration<String, Long> configuration;

  Listener(
      boolean isOldValueRequired,
      boolean isSynchronous,
      Consumer<CacheEntryEvent<? extends String, ? extends Long>> reaction) {
    this.reaction = reaction;
    this.configuration = new MutableCacheEntryListenerConfiguration<>(
        FactoryBuilder.factoryOf(Listener.class), null, isOldValueRequired, isSynchronous);
  }

  Listener register(EventDispatcher<String, Long> dispatcher) {
    dispatcher.register(configuration, this, null);
    return this;
  }

  void deregister(EventDispatcher<String, Long> dispatcher) {
    dispatcher.deregister(configuration);
  }

  private void hear(Iterable<CacheEntryEvent<? extends String, ? extends Long>> events) {
    events.forEach(reaction);
  }

  @Override
  public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends Long>> events) {
    hear(events);
  }

  @Override
  public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends Long>> events) {
    hear(events);
  }

  @Override
  public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends Long>> events) {
    hear(events);
  }

  @Override
  public void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends Long>> events) {
    hear(events);
  }
}
