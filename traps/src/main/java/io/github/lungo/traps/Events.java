// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.event.EventType;

/** A listener to all four kinds of events that writes them down, then does what the test wants. Thread-safe. */
final class Events
    implements CacheEntryCreatedListener<String, String>,
        CacheEntryUpdatedListener<String, String>,
        CacheEntryRemovedListener<String, String>,
        CacheEntryExpiredListener<String, String> {
  /** An event as it was seen. */
  record Seen(
      EventType type, String key, String value, String oldValue, boolean oldValueAvailable) {
    /** Returns such as {@code CREATED k=v}. */
    @Override
    public String toString() {
      return type + " " + key + "=" + value;
    }
  }

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private volatile Consumer<Seen> reaction = event -> {};

  /** Sets what happens after an event was written down. */
  Events then(Consumer<Seen> next) {
    reaction = next;
    return this;
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** Returns all events as text, such as {@code CREATED k=v}. */
  List<String> texts() {
    return seen.stream().map(Seen::toString).toList();
  }

  List<Seen> of(EventType type) {
    return seen.stream().filter(event -> event.type() == type).toList();
  }

  void forget() {
    seen.clear();
  }

  @Override
  public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
    note(events);
  }

  @Override
  public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
    note(events);
  }

  @Override
  public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
    note(events);
  }

  @Override
  public void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
    note(events);
  }

  private void note(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
    for (CacheEntryEvent<? extends String, ? extends String> event : events) {
      Seen noted = new Seen(
          event.getEventType(),
          event.getKey(),
          event.getValue(),
          event.getOldValue(),
          event.isOldValueAvailable());
      seen.add(noted);
      reaction.accept(noted);
    }
  }
}
