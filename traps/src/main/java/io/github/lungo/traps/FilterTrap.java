// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryEventFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(
    line = 15,
    title = "a filter sees the event as it is, decides for its listener alone, and disturbs nobody")
final class FilterTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  private final Events events = new Events();

  @Test
  void filter_decidesWhatIsHeard() {
    Cache<String, String> cache = caches
        .with()
        .listener(events, event -> event.getKey().equals("a"), true, true)
        .create();

    cache.put("a", "v");
    cache.put("b", "v");
    cache.remove("a");
    cache.remove("b");

    assertEquals(List.of("CREATED a=v", "REMOVED a=v"), events.texts());
  }

  @Test
  void filter_seesTypeValueAndOldValue() {
    List<String> evaluated = new CopyOnWriteArrayList<>();
    CacheEntryEventFilter<String, String> filter = event ->
        evaluated.add(event.getEventType() + " " + event.getValue() + " " + event.getOldValue());
    Cache<String, String> cache =
        caches.with().listener(events, filter, true, true).create();

    cache.put("k", "old");
    cache.put("k", "new");
    cache.remove("k");

    assertEquals(List.of("CREATED old null", "UPDATED new old", "REMOVED new new"), evaluated);
  }

  @Test
  void filter_isForItsListenerAlone() {
    Events others = new Events();
    Cache<String, String> cache = caches
        .with()
        .listener(events, event -> false, true, true)
        .listener(others)
        .create();

    cache.put("k", "v");

    assertEquals(List.of(), events.texts());
    assertEquals(List.of("CREATED k=v"), others.texts());
  }

  @Test
  void factory_isAskedOnce() {
    Asked asked = new Asked();
    Cache<String, String> cache = caches.create(Caches.strings()
        .addCacheEntryListenerConfiguration(
            new MutableCacheEntryListenerConfiguration<>(Shared.of(events), asked, true, true)));

    cache.put("a", "v");
    cache.put("b", "v");

    assertEquals(1, Asked.TIMES.get());
    assertEquals(2, events.seen().size());
  }

  @Test
  @Choice
  void throwingFilter_leavesTheChange() {
    Cache<String, String> cache =
        caches.with().listener(events, throwing(), true, true).create();

    quietly(() -> cache.put("k", "v"));

    assertEquals("v", cache.get("k"));
  }

  @Test
  @Choice
  void throwingFilter_doesNotKeepTheEventFromOthers() {
    Events others = new Events();
    Cache<String, String> cache =
        caches.with().listener(events, throwing(), true, true).listener(others).create();

    quietly(() -> cache.put("k", "v"));

    assertTrue(events.seen().isEmpty());
    assertEquals(List.of("CREATED k=v"), others.texts());
  }

  private static CacheEntryEventFilter<String, String> throwing() {
    return event -> {
      throw new IllegalStateException("the filter fails");
    };
  }

  /** Makes the call, whatever the caller is told. */
  static void quietly(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      assertTrue(e.getMessage() != null || e.getCause() != null);
    }
  }

  /** Counts how often it is asked, in a static field as it may be serialised. */
  private static final class Asked implements Factory<CacheEntryEventFilter<String, String>> {
    private static final long serialVersionUID = 1;
    private static final AtomicInteger TIMES = new AtomicInteger();

    Asked() {
      TIMES.set(0);
    }

    @Override
    public CacheEntryEventFilter<String, String> create() {
      TIMES.incrementAndGet();
      return event -> true;
    }
  }
}
