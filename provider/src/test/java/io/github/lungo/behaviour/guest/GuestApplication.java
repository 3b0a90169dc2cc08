// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour.guest;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CompletionListenerFuture;

/** An application that is loaded anew, with all its classes, for each of its lives. */
public final class GuestApplication implements Consumer<CacheManager> {

  private static final String ABSENT = "absent";

  /** A key of the application. */
  public record Name(String text) implements Serializable {}

  /** A mutable value of the application. */
  public static final class Guest implements Serializable {
    private static final long serialVersionUID = 1L;
    private final ArrayList<Name> names = new ArrayList<>();

    Guest with(Name name) {
      names.add(name);
      return this;
    }
  }

  /** A failure of the application. */
  public static final class Absent extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Loads guests, but one. */
  public static final class Loader implements CacheLoader<Name, Guest> {
    @Override
    public Guest load(Name key) {
      if (key.text().equals(ABSENT)) {
        throw new Absent();
      }
      return new Guest().with(key);
    }

    @Override
    public Map<Name, Guest> loadAll(Iterable<? extends Name> keys) {
      Map<Name, Guest> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }

  /** Writes guests nowhere. */
  public static final class Writer implements CacheWriter<Name, Guest> {
    @Override
    public void write(Cache.Entry<? extends Name, ? extends Guest> entry) {}

    @Override
    public void writeAll(Collection<Cache.Entry<? extends Name, ? extends Guest>> entries) {
      entries.clear();
    }

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(Collection<?> keys) {
      keys.clear();
    }
  }

  /** Hears of guests. */
  public static final class Listener
      implements CacheEntryCreatedListener<Name, Guest>, CacheEntryExpiredListener<Name, Guest> {
    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends Name, ? extends Guest>> events) {}

    @Override
    public void onExpired(Iterable<CacheEntryEvent<? extends Name, ? extends Guest>> events) {}
  }

  @Override
  public void accept(CacheManager manager) {
    use(manager, "forever", LungoConfiguration.builder(Name.class, Guest.class));
    use(
        manager,
        "for an hour",
        LungoConfiguration.builder(Name.class, Guest.class)
            .touchedExpiry(Duration.ofHours(1))
            .maximumSize(100));
    use(
        manager,
        "for a moment",
        LungoConfiguration.builder(Name.class, Guest.class)
            .createdExpiry(Duration.ofSeconds(30))
            .loadTimeout(Duration.ofHours(1))
            .maximumConcurrentLoads(2));
  }

  private static void use(
      CacheManager manager, String name, LungoConfigurationBuilder<Name, Guest> builder) {
    @SuppressWarnings("unchecked")
    LungoCache<Name, Guest> cache = manager
        .createCache(
            name,
            builder
                .statistics(true)
                .management(true)
                .readThrough(Loader::new)
                .writeThrough(Writer::new)
                .listener(listener(true))
                .listener(listener(false))
                .build())
        .unwrap(LungoCache.class);
    Name key = new Name("a");
    cache.put(key, new Guest().with(key));
    cache.put(new Name("b"), new Guest().with(key), Duration.ofHours(2));
    cache.get(new Name("c"));
    cache.getAsync(new Name("d")).join();
    load(cache);
    fail(cache);
    cache.invoke(key, (entry, arguments) -> {
      entry.setValue(entry.getValue().with(key));
      return null;
    });
    cache.remove(new Name("b"));
    if (cache.get(key).names.size() != 2) {
      throw new AssertionError("the cache lost a guest");
    }
  }

  private static MutableCacheEntryListenerConfiguration<Name, Guest> listener(
      boolean isSynchronous) {
    return new MutableCacheEntryListenerConfiguration<>(Listener::new, null, true, isSynchronous);
  }

  private static void load(LungoCache<Name, Guest> cache) {
    CompletionListenerFuture loaded = new CompletionListenerFuture();
    cache.loadAll(Set.of(new Name("e")), true, loaded);
    try {
      loaded.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static void fail(LungoCache<Name, Guest> cache) {
    try {
      cache.getAsync(new Name(ABSENT)).join();
    } catch (CompletionException expected) {
      return;
    }
    throw new AssertionError("the load did not fail");
  }
}
