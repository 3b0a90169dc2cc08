// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour.guest;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CompletionListenerFuture;

/** An application that is loaded anew, with all its classes, for each of its lives. */
public final class GuestApplication implements Consumer<CacheManager> {

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

  /** Loads guests. */
  public static final class Loader implements CacheLoader<Name, Guest> {
    @Override
    public Guest load(Name key) {
      return new Guest().with(key);
    }

    @Override
    public Map<Name, Guest> loadAll(Iterable<? extends Name> keys) {
      Map<Name, Guest> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
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
    use(manager, "forever", false, LungoConfiguration.builder(Name.class, Guest.class));
    use(
        manager,
        "for an hour",
        true,
        LungoConfiguration.builder(Name.class, Guest.class)
            .touchedExpiry(Duration.ofHours(1))
            .maximumSize(100));
  }

  private static void use(
      CacheManager manager,
      String name,
      boolean isSynchronous,
      LungoConfigurationBuilder<Name, Guest> builder) {
    @SuppressWarnings("unchecked")
    LungoCache<Name, Guest> cache = manager
        .createCache(
            name,
            builder
                .statistics(true)
                .management(true)
                .readThrough(Loader::new)
                .listener(new MutableCacheEntryListenerConfiguration<>(
                    Listener::new, null, true, isSynchronous))
                .build())
        .unwrap(LungoCache.class);
    Name key = new Name("a");
    cache.put(key, new Guest().with(key));
    cache.put(new Name("b"), new Guest().with(key), Duration.ofHours(2));
    cache.get(new Name("c"));
    cache.getAsync(new Name("d")).join();
    CompletionListenerFuture loaded = new CompletionListenerFuture();
    cache.loadAll(Set.of(new Name("e")), true, loaded);
    try {
      loaded.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
    cache.invoke(key, (entry, arguments) -> {
      entry.setValue(entry.getValue().with(key));
      return null;
    });
    if (cache.get(key).names.size() != 2) {
      throw new AssertionError("the cache lost a guest");
    }
  }
}
