// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.lungo.LungoCache;
import java.util.Iterator;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A closed cache refuses every call with its name, before it looks at the arguments. */
final class ClosedTest {
  private final Fixture fixture = new Fixture();
  private final LungoCache<String, String> cache = fixture.cache(Fixture.strings());

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @EnumSource
  void call_closedCache_isRefused(Call call) {
    cache.close();

    assertRefused(() -> call.run(cache, "key", "value"));
  }

  @ParameterizedTest
  @EnumSource
  void call_closedCacheAndNull_isRefusedAsClosed(Call call) {
    cache.close();

    assertRefused(() -> call.run(cache, null, null));
  }

  @Test
  void otherCalls_closedCache_areRefused() {
    cache.close();

    assertRefused(cache::clear);
    assertRefused(cache::removeAll);
    assertRefused(() -> cache.removeAll(null));
    assertRefused(() -> cache.getAll(null));
    assertRefused(() -> cache.putAll(null));
    assertRefused(() -> cache.loadAll(null, true, null));
    assertRefused(() -> cache.invokeAll(null, null));
    assertRefused(() -> cache.put(null, null, null));
    assertRefused(() -> cache.get(null, null));
    assertRefused(cache::iterator);
    assertRefused(() -> cache.registerCacheEntryListener(null));
    assertRefused(() -> cache.deregisterCacheEntryListener(null));
  }

  @Test
  void iterator_cacheClosedMeanwhile_isRefused() {
    cache.put("a", "1");
    cache.put("b", "2");
    Iterator<Cache.Entry<String, String>> iterator = cache.iterator();
    iterator.next();
    cache.close();

    assertRefused(iterator::hasNext);
    assertRefused(iterator::next);
    assertRefused(iterator::remove);
  }

  @Test
  void harmlessCalls_closedCache_answer() {
    cache.close();
    cache.close();

    assertThat(cache.isClosed()).isTrue();
    assertThat(cache.getName()).isEqualTo("beans");
    assertThat(cache.getCacheManager()).isSameAs(fixture.manager);
    assertThat(cache.toString()).contains("beans");
    assertThat(fixture.manager.getCacheNames()).isEmpty();
    assertThat(fixture.manager.<String, String>getCache("beans")).isNull();
  }

  @Test
  void calls_closedManager_areRefused() {
    CacheManager manager = fixture.manager;
    manager.close();
    manager.close();

    assertThat(manager.isClosed()).isTrue();
    assertRefused(() -> cache.get("key"));
    assertManagerRefuses(() -> manager.createCache("other", Fixture.strings().build()));
    assertManagerRefuses(() -> manager.createCache(null, null));
    assertManagerRefuses(() -> manager.getCache("beans"));
    assertManagerRefuses(() -> manager.getCache("beans", String.class, String.class));
    assertManagerRefuses(() -> manager.getCache(null, null, null));
    assertManagerRefuses(manager::getCacheNames);
    assertManagerRefuses(() -> manager.destroyCache("beans"));
    assertManagerRefuses(() -> manager.enableStatistics("beans", true));
    assertManagerRefuses(() -> manager.enableManagement("beans", true));
    assertThat(manager.getURI()).isNotNull();
    assertThat(manager.getCachingProvider()).isSameAs(fixture.provider);
  }

  @Test
  void getCacheManager_closedManager_givesAnother() {
    CacheManager manager = fixture.manager;
    fixture.provider.close();

    CacheManager another =
        fixture.provider.getCacheManager(manager.getURI(), manager.getClassLoader());

    assertThat(another).isNotSameAs(manager);
    assertThat(another.isClosed()).isFalse();
    assertThat(Fixture.lungo(another.createCache("beans", Fixture.strings().build())))
        .isNotSameAs(cache);
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatIllegalStateException().isThrownBy(call).withMessage("cache 'beans' is closed");
  }

  private void assertManagerRefuses(ThrowingCallable call) {
    assertThatIllegalStateException()
        .isThrownBy(call)
        .withMessageContaining(fixture.manager.getURI().toString())
        .withMessageEndingWith("is closed");
  }
}
