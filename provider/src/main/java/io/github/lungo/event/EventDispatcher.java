// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.event;

import io.github.lungo.message.Printed;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listeners of a cache what happened to its entries, in order for each key. Synchronous listeners are called by
 * the thread that made the change, asynchronous ones by the executor. Thread-safe.
 *
 * <p>Telling has two steps. {@link #enqueue} fixes the place of an event in its key's order and belongs into the atomic
 * step that makes the change; {@link #deliver} calls the synchronous listeners and belongs behind it, where no lock is
 * held.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class EventDispatcher<K, V> {
  private static final System.Logger log = System.getLogger(EventDispatcher.class.getName());

  private final CopyOnWriteArrayList<Registration<K, V>> registrations =
      new CopyOnWriteArrayList<>();

  /** Who hears which type of event; never changed, but replaced, with the registrations, under this object's monitor. */
  private volatile Map<EventType, Audience<K, V>> audiences = audiencesOf(List.of());

  private final KeyedSequencer<K> synchronous = new KeyedSequencer<>();
  private final KeyedSequencer<K> asynchronous = new KeyedSequencer<>();
  private final String cacheName;
  private final Supplier<Cache<K, V>> source;
  private final UnaryOperator<K> keyCopier;
  private final Function<Object, V> decoder;
  private final Duration timeLimit;
  private final Executor executor;

  /**
   * Creates a dispatcher without listeners.
   *
   * @param cacheName the cache's name, for messages
   * @param source the cache that events name as their source
   * @param keyCopier makes the key that a listener sees
   * @param decoder makes the value that a listener sees of a stored form
   * @param timeLimit how long a change waits while another thread calls a synchronous listener for the same key
   * @param executor calls the asynchronous listeners
   */
  public EventDispatcher(
      String cacheName,
      Supplier<Cache<K, V>> source,
      UnaryOperator<K> keyCopier,
      Function<Object, V> decoder,
      Duration timeLimit,
      Executor executor) {
    this.cacheName = cacheName;
    this.source = source;
    this.keyCopier = keyCopier;
    this.decoder = decoder;
    this.timeLimit = timeLimit;
    this.executor = executor;
  }

  /**
   * Adds a listener.
   *
   * @throws IllegalArgumentException if the same configuration is registered already
   */
  public synchronized void register(
      CacheEntryListenerConfiguration<K, V> configuration,
      CacheEntryListener<? super K, ? super V> listener,
      @Nullable CacheEntryEventFilter<? super K, ? super V> filter) {
    requireNew(configuration);
    registrations.add(new Registration<>(configuration, listener, filter));
    audiences = audiencesOf(registrations);
  }

  /** Refuses a configuration that is registered already. */
  public void requireNew(CacheEntryListenerConfiguration<K, V> configuration) {
    for (Registration<K, V> registration : registrations) {
      if (registration.isOf(configuration)) {
        throw new IllegalArgumentException(
            "cache '" + cacheName + "': this listener configuration is already registered");
      }
    }
  }

  /**
   * Removes a listener; an event that is being delivered ends by itself.
   *
   * @return its objects that no other registration uses; none if the configuration is not registered
   */
  public synchronized List<Object> deregister(CacheEntryListenerConfiguration<K, V> configuration) {
    for (Registration<K, V> registration : registrations) {
      if (registration.isOf(configuration)) {
        registration.deactivate();
        registrations.remove(registration);
        audiences = audiencesOf(registrations);
        return registration.objects().stream()
            .filter(object -> registrations.stream().noneMatch(other -> other.uses(object)))
            .toList();
      }
    }
    return List.of();
  }

  /**
   * Removes all listeners. Events that are queued are dropped; those that other threads are delivering are waited for, until
   * the given point of {@link System#nanoTime} at the latest.
   */
  public void close(long end) {
    synchronized (this) {
      registrations.forEach(Registration::deactivate);
      registrations.clear();
      audiences = audiencesOf(registrations);
    }
    try {
      synchronous.awaitIdle(end);
      asynchronous.awaitIdle(end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether nobody listens, so that changes need not be told. */
  public boolean isIdle() {
    return registrations.isEmpty();
  }

  /** Returns whether some listener wants events of the type. */
  public boolean hasListenerFor(EventType type) {
    return !audience(type).isEmpty();
  }

  /**
   * Gives a change its place in the order of its key's events. Calls no user code.
   *
   * @return what {@link #deliver} takes, or null if no synchronous listener wants the event
   */
  public @Nullable Delivery<K, V> enqueue(EntryChange<K> change) {
    Audience<K, V> audience = audience(change.type());
    if (!audience.later().isEmpty()) {
      Delivery<K, V> later = new Delivery<>(this, audience.later(), change);
      later.failures.logFromNowOn();
      asynchronous.enqueue(change.key(), later);
    }
    if (audience.now().isEmpty()) {
      return null;
    }
    Delivery<K, V> delivery = new Delivery<>(this, audience.now(), change);
    synchronous.enqueue(change.key(), delivery);
    return delivery;
  }

  /**
   * Calls the synchronous listeners, and sends the asynchronous ones on their way.
   *
   * @throws javax.cache.event.CacheEntryListenerException if a listener failed, or is still busy with an earlier event of
   *     the key when the time limit has passed
   */
  public void deliver(K key, List<Delivery<K, V>> deliveries) {
    deliverLater(key);
    for (Delivery<K, V> delivery : deliveries) {
      await(delivery);
    }
    @Nullable Throwable first = null;
    for (Delivery<K, V> delivery : deliveries) {
      @Nullable Throwable failure = delivery.failures.report();
      if (first == null) {
        first = failure;
      } else if (failure != null && failure != first) {
        first.addSuppressed(failure);
      }
    }
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** Delivers an event that no caller waits for, on the executor: that of an entry which left by itself. */
  public void deliverInBackground(K key, @Nullable Delivery<K, V> delivery) {
    deliverLater(key);
    if (delivery == null) {
      return;
    }
    delivery.failures.logFromNowOn();
    inBackground(key, synchronous);
  }

  private void deliverLater(K key) {
    if (asynchronous.hasTasks(key)) {
      inBackground(key, asynchronous);
    }
  }

  /** A user's executor may refuse; the events then wait for the next change of their key, and the change stands. */
  private void inBackground(K key, KeyedSequencer<K> sequencer) {
    try {
      executor.execute(() -> sequencer.drain(key));
    } catch (RuntimeException refused) {
      log.log(
          System.Logger.Level.WARNING,
          () -> "cache '" + cacheName + "': the executor refused to deliver events of key "
              + Printed.text(key) + "; they follow with its next change",
          refused);
    }
  }

  private void await(Delivery<K, V> delivery) {
    K key = delivery.change.key();
    try {
      KeyedSequencer.Result result = synchronous.await(delivery, timeLimit);
      if (result == KeyedSequencer.Result.TIMED_OUT) {
        delivery.failures.addTimeout(key, timeLimit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      delivery.failures.addInterrupt(key, e);
    }
  }

  private EntryEvent<K, V> eventFor(Registration<K, V> registration, EntryChange<K> change) {
    return new EntryEvent<>(
        source.get(),
        change,
        keyCopier.apply(change.key()),
        decoder,
        registration.isOldValueRequired());
  }

  private Audience<K, V> audience(EventType type) {
    return Objects.requireNonNull(audiences.get(type));
  }

  private static <K, V> Map<EventType, Audience<K, V>> audiencesOf(
      List<Registration<K, V>> registrations) {
    Map<EventType, Audience<K, V>> audiences = new EnumMap<>(EventType.class);
    for (EventType type : EventType.values()) {
      List<Registration<K, V>> all =
          registrations.stream().filter(each -> each.wants(type)).toList();
      audiences.put(
          type,
          new Audience<>(
              all.stream().filter(Registration::isSynchronous).toList(),
              all.stream().filter(each -> !each.isSynchronous()).toList()));
    }
    return audiences;
  }

  /**
   * Who hears one type of event.
   *
   * @param now those that the thread calls which made the change
   * @param later those that the executor calls
   */
  private record Audience<K, V>(List<Registration<K, V>> now, List<Registration<K, V>> later) {
    boolean isEmpty() {
      return now.isEmpty() && later.isEmpty();
    }
  }

  /** A change on its way to the synchronous listeners, or to the asynchronous ones. */
  public static final class Delivery<K, V> extends KeyedSequencer.Turn {
    private final EventDispatcher<K, V> dispatcher;
    private final List<Registration<K, V>> audience;
    private final EntryChange<K> change;
    private final ListenerFailures failures;

    private Delivery(
        EventDispatcher<K, V> dispatcher,
        List<Registration<K, V>> audience,
        EntryChange<K> change) {
      this.dispatcher = dispatcher;
      this.audience = audience;
      this.change = change;
      this.failures = new ListenerFailures(dispatcher.cacheName);
    }

    @Override
    void run() {
      for (Registration<K, V> registration : audience) {
        try {
          registration.deliver(dispatcher.eventFor(registration, change));
        } catch (Throwable failure) {
          failures.add(change.type(), change.key(), failure);
        }
      }
    }
  }
}
