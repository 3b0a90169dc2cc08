// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.io.Closeable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/** User objects that do their duty through a trap. */
final class TrappedObjects {

  private TrappedObjects() {}

  /** A configuration with the given parts. */
  static LungoConfigurationBuilder<Key, Value> configuration(Trap trap, Set<Part> parts) {
    var builder = LungoConfiguration.builder(Key.class, Value.class);
    if (parts.contains(Part.LOADER)) {
      builder.readThrough(factory(trap, Part.LOADER, () -> new Loader(trap)));
    }
    if (parts.contains(Part.WRITER)) {
      builder.writeThrough(
          TrappedObjects.<Writer>factory(trap, Part.WRITER, () -> new Writer(trap)));
    }
    if (parts.contains(Part.POLICY)) {
      builder.expiry(TrappedObjects.<Policy>factory(trap, Part.POLICY, () -> new Policy(trap)));
    }
    if (parts.contains(Part.LISTENER)) {
      builder.listener(listener(trap));
    }
    if (parts.contains(Part.ASYNC_LISTENER)) {
      builder.listener(new MutableCacheEntryListenerConfiguration<>(
          () -> trap.made(new AsyncListener(trap)), null, true, false));
    }
    if (parts.contains(Part.WEIGHER)) {
      builder
          .maximumWeight(1_000)
          .weigher((key, value) -> trap.<Integer>pass(Callback.WEIGHER, key.isHostile(), () -> 1));
    }
    if (parts.contains(Part.EXECUTOR)) {
      Executor direct = Runnable::run;
      builder.executor(task -> trap.pass(Callback.EXECUTOR, true, () -> {
        direct.execute(task);
        return "done";
      }));
    }
    return builder;
  }

  /** A synchronous listener with a filter. */
  static CacheEntryListenerConfiguration<Key, Value> listener(Trap trap) {
    return new MutableCacheEntryListenerConfiguration<>(
        TrappedObjects.<Listener>factory(trap, Part.LISTENER, () -> new Listener(trap)),
        TrappedObjects.<Filter>as(
            () -> trap.pass(Callback.FACTORY_OF_FILTER, true, () -> trap.made(new Filter(trap)))),
        true,
        true);
  }

  private static <T> Factory<T> factory(Trap trap, Part part, Supplier<?> making) {
    return as(() -> trap.pass(Callback.factoryOf(part), true, () -> trap.made(making.get())));
  }

  /** What the factory makes may have another type than it says. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T> Factory<T> as(Factory<?> factory) {
    return (Factory<T>) factory;
  }

  private interface Closing extends Closeable {
    Trap trap();

    @Override
    default void close() {
      trap().closed(this);
    }
  }

  /** Its values may have a wrong type. */
  private record Loader(Trap trap) implements CacheLoader<Key, Object>, Closing {
    @Override
    public Object load(Key key) {
      return trap.<Object>pass(Callback.LOADER, key.isHostile(), () -> trap.value("loaded"));
    }

    @Override
    public Map<Key, Object> loadAll(Iterable<? extends Key> keys) {
      Map<Key, Object> loaded = new HashMap<>();
      boolean isConcerned = false;
      for (Key key : keys) {
        isConcerned |= key.isHostile();
        loaded.put(key, trap.value("loaded"));
      }
      return trap.pass(Callback.LOADER, isConcerned, () -> loaded);
    }
  }

  private record Writer(Trap trap) implements CacheWriter<Key, Value>, Closing {
    @Override
    public void write(Cache.Entry<? extends Key, ? extends Value> entry) {
      trap.pass(Callback.WRITER, entry.getKey().isHostile(), () -> "written");
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends Key, ? extends Value>> entries) {
      trap.handOver(entries);
      boolean isConcerned = entries.stream().anyMatch(entry -> entry.getKey().isHostile());
      trap.pass(Callback.WRITER, isConcerned, () -> "written");
    }

    @Override
    public void delete(Object key) {
      trap.pass(Callback.WRITER, ((Key) key).isHostile(), () -> "deleted");
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      trap.handOver(keys);
      boolean isConcerned = keys.stream().anyMatch(key -> ((Key) key).isHostile());
      trap.pass(Callback.WRITER, isConcerned, () -> "deleted");
    }
  }

  /** Is not told the key, so it goes by the thread. */
  private record Policy(Trap trap) implements ExpiryPolicy, Closing {
    private Duration answer(Duration usual) {
      boolean isConcerned = Thread.currentThread().getName().equals(World.CALLER);
      return trap.pass(Callback.POLICY, isConcerned, () -> usual);
    }

    @Override
    public Duration getExpiryForCreation() {
      return answer(Duration.ONE_HOUR);
    }

    @Override
    public Duration getExpiryForAccess() {
      return answer(Duration.ONE_DAY);
    }

    @Override
    public Duration getExpiryForUpdate() {
      return answer(Duration.ONE_HOUR);
    }
  }

  private record Filter(Trap trap) implements CacheEntryEventFilter<Key, Value>, Closing {
    @Override
    public boolean evaluate(CacheEntryEvent<? extends Key, ? extends Value> event) {
      return trap.pass(Callback.FILTER, event.getKey().isHostile(), () -> true);
    }
  }

  private interface AnyListener
      extends CacheEntryCreatedListener<Key, Value>,
          CacheEntryUpdatedListener<Key, Value>,
          CacheEntryRemovedListener<Key, Value>,
          CacheEntryExpiredListener<Key, Value>,
          Closing {
    void hear(Iterable<CacheEntryEvent<? extends Key, ? extends Value>> events);

    @Override
    default void onCreated(Iterable<CacheEntryEvent<? extends Key, ? extends Value>> events) {
      hear(events);
    }

    @Override
    default void onUpdated(Iterable<CacheEntryEvent<? extends Key, ? extends Value>> events) {
      hear(events);
    }

    @Override
    default void onRemoved(Iterable<CacheEntryEvent<? extends Key, ? extends Value>> events) {
      hear(events);
    }

    @Override
    default void onExpired(Iterable<CacheEntryEvent<? extends Key, ? extends Value>> events) {
      hear(events);
    }
  }

  private record Listener(Trap trap) implements AnyListener {
    @Override
    public void hear(Iterable<CacheEntryEvent<? extends Key, ? extends Value>> events) {
      events.forEach(
          event -> trap.pass(Callback.LISTENER, event.getKey().isHostile(), () -> "heard"));
    }
  }

  private record AsyncListener(Trap trap) implements AnyListener {
    @Override
    public void hear(Iterable<CacheEntryEvent<? extends Key, ? extends Value>> events) {
      events.forEach(event -> {
        trap.pass(Callback.ASYNC_LISTENER, event.getKey().isHostile(), () -> "heard");
        if (event.getKey().isHostile()) {
          trap.heard();
        }
      });
    }
  }
}
