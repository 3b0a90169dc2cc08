// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import javax.cache.CacheManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any name will do for a cache, with statistics and management on, in any number of managers. */
final class CacheNameTest {
  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a*b",
        "a?b",
        "a\"b",
        "\"",
        "a,b",
        "a=b",
        "a:b",
        "a\nb",
        "a\rb",
        "a\r\nb",
        "*",
        "a\\b",
        "a\\nb",
        "type=*,x",
        "naïve ☕",
        "a\u0000b",
        "a/b'(c)",
        "beans,instance=2"
      })
  void createCache_oddName_hasItsBeansAsLongAsItLives(String name) {
    LungoCache<String, String> cache =
        fixture.cache(name, Fixture.strings().statistics(true).management(true).build());
    cache.put("key", "value");

    assertThat(fixture.manager.getCacheNames()).containsExactly(name);
    assertThat(Beans.of(fixture.manager))
        .hasSize(2)
        .allSatisfy(bean -> assertThat(bean.getKeyProperty("Cache"))
            .isEqualTo(name.replaceAll("[,:=*?\"\n\r\\\\]", ".")));
    fixture.manager.enableStatistics(name, false);
    assertThat(Beans.of(fixture.manager)).hasSize(1);
    fixture.manager.enableStatistics(name, true);
    assertThat(Beans.of(fixture.manager)).hasSize(2);
    fixture.manager.destroyCache(name);
    assertThat(Beans.of(fixture.manager)).isEmpty();
    assertThat(fixture.manager.getCacheNames()).isEmpty();
  }

  @Test
  void createCache_namesThatReadAlike_haveBeansEach() {
    List<String> names = List.of("a:b", "a.b", "a,b", "a\nb");
    for (String name : names) {
      fixture.cache(name, Fixture.strings().statistics(true).management(true).build());
    }

    assertThat(Beans.of(fixture.manager)).hasSize(8);
    fixture.manager.destroyCache("a.b");
    assertThat(Beans.of(fixture.manager)).hasSize(6);
    fixture.manager.close();
    assertThat(Beans.of(fixture.manager)).isEmpty();
  }

  @Test
  void createCache_equalUriInTwoClassLoaders_areStrangers() throws Exception {
    var configuration = Fixture.strings().statistics(true).management(true).build();
    fixture.cache("beans", configuration).put("key", "value");
    try (URLClassLoader loader =
        new URLClassLoader(new URL[0], CacheNameTest.class.getClassLoader())) {
      CacheManager other = fixture.provider.getCacheManager(fixture.manager.getURI(), loader);
      assertThat(other).isNotSameAs(fixture.manager);
      LungoCache<String, String> cache = Fixture.lungo(other.createCache("beans", configuration));

      assertThat(cache).isEmpty();
      assertThat(Beans.of(fixture.manager)).hasSize(4);
      fixture.provider.close(loader);
      assertThat(Beans.of(fixture.manager)).hasSize(2);
      assertThat(fixture.manager.isClosed()).isFalse();
      assertThat(fixture.manager.<String, String>getCache("beans").get("key")).isEqualTo("value");
    }
  }
}
