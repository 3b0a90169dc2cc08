// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCachingProvider;
import io.github.lungo.testing.LoggedLines;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of {@code setStoreByValue(false)} in a cluster, where nobody can refer to another member's objects. */
final class ClusteredReferencesTest {
  private final MutableConfiguration<String, AtomicLong> byReference = new MutableConfiguration<
          String, AtomicLong>()
      .setTypes(String.class, AtomicLong.class)
      .setStoreByValue(false);

  @ParameterizedTest
  @ValueSource(strings = {"REPLICATED", "PARTITIONED"})
  void put_byReference_keepsACopy(String mode) {
    try (LungoCachingProvider provider = new LungoCachingProvider()) {
      Cache<String, AtomicLong> cache = member(provider, mode).createCache("counters", byReference);
      AtomicLong value = new AtomicLong(1);
      cache.put("key", value);

      value.set(2);

      assertThat(cache.get("key")).hasValue(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"REPLICATED", "PARTITIONED"})
  void createCache_byReference_warnsOnce(String mode) {
    try (LungoCachingProvider provider = new LungoCachingProvider();
        LoggedLines log = new LoggedLines(ClusteredAssembly.class.getName())) {
      Cache<String, AtomicLong> cache = member(provider, mode).createCache("counters", byReference);

      cache.put("key", new AtomicLong(1));

      assertThat(log.lines())
          .containsExactly("WARNING cache 'counters': storeByValue = false has no effect in mode "
              + mode + ", where other members keep copies");
    }
  }

  private static CacheManager member(LungoCachingProvider provider, String mode) {
    Properties settings = new Properties();
    settings.setProperty("lungo.cluster.name", "references-" + UUID.randomUUID());
    settings.setProperty("lungo.caches.default.mode", mode);
    return provider.getCacheManager(null, null, settings);
  }
}
