// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.testing;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;

/** Hears all events, as texts: {@code UPDATED k=new (old)}. Thread-safe. */
public final class RecordingListener<K, V>
    implements CacheEntryCreatedListener<K, V>,
        CacheEntryUpdatedListener<K, V>,
        CacheEntryRemovedListener<K, V>,
        CacheEntryExpiredListener<K, V>,
        Serializable {
  private static final long serialVersionUID = 1L;

  private final transient BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final transient Consumer<CacheEntryEvent<? extends K, ? extends V>> reaction;

  /** Creates a listener that does nothing but listen. */
  public RecordingListener() {
    this(event -> {});
  }

  /** Creates a listener that does something after it has heard an event. */
  public RecordingListener(Consumer<CacheEntryEvent<? extends K, ? extends V>> reaction) {
    this.reaction = reaction;
  }

  /** Returns a registration of this listener. */
  public MutableCacheEntryListenerConfiguration<K, V> registration(
      boolean isOldValueRequired, boolean isSynchronous) {
    return new MutableCacheEntryListenerConfiguration<>(
        new FactoryBuilder.SingletonFactory<>(this), null, isOldValueRequired, isSynchronous);
  }

  /** Returns what was heard since the last call of this method. */
  public List<String> take() {
    List<String> taken = new ArrayList<>();
    heard.drainTo(taken);
    return taken;
  }

  /** Waits for an event, for three seconds at most. */
  public String await() throws InterruptedException {
    return heard.poll(3, TimeUnit.SECONDS);
  }

  private void hear(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    for (CacheEntryEvent<? extends K, ? extends V> event : events) {
      heard.add(event.getEventType() + " " + event.getKey() + "=" + event.getValue()
          + (event.isOldValueAvailable() ? " (" + event.getOldValue() + ")" : ""));
      reaction.accept(event);
    }
  }

  @Override
  public void onCreated(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    hear(events);
  }

  @Override
  public void onUpdated(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    hear(events);
  }

  @Override
  public void onRemoved(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    hear(events);
  }

  @Override
  public void onExpired(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    hear(events);
  }
}
