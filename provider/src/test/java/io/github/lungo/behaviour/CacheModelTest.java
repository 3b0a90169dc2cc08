// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.lungo.LungoCachingProvider;
import io.github.lungo.testing.HeardEvents;
import io.github.lungo.testing.RecordingListener;
import io.github.lungo.testing.Scenarios;
import io.github.lungo.testing.SequentialCache;
import java.lang.management.ManagementFactory;
import java.net.URI;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Checks a whole cache with Lincheck, its statistics and a synchronous listener included: it answers, tells and counts as one
 * thread's cache would. Interleavings are left to chance, as a cache is too large for the model checker.
 */
@Timeout(600)
@Tag("model")
final class CacheModelTest {
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();
  private static final HeardEvents HEARD = new HeardEvents();
  private static final RecordingListener<Integer, String> LISTENER = HEARD.listener();
  private static final LungoCachingProvider PROVIDER = new LungoCachingProvider();
  private static final Cache<Integer, String> CACHE = PROVIDER
      .getCacheManager(URI.create("lungo:lincheck"), CacheModelTest.class.getClassLoader())
      .createCache(
          "checked",
          new MutableConfiguration<Integer, String>()
              .setStatisticsEnabled(true)
              .addCacheEntryListenerConfiguration(LISTENER.registration(true, true)));

  @AfterAll
  static void close() {
    PROVIDER.close();
  }

  @Test
  void operations_underStress_areLinearizableHeardAndCounted() {
    long seed = System.nanoTime();
    StressOptions options = new StressOptions()
        .invocationsPerIteration(100)
        .sequentialSpecification(SequentialCache.class);
    Scenarios scenarios =
        new Scenarios(Model.class, seed).askPerKey("heard").askPerKey("get").ask("counts");
    assertThatCode(() -> scenarios.addTo(options, 20).check(Model.class))
        .as("seed " + seed)
        .doesNotThrowAnyException();
  }

  /** The one cache, emptied, with the methods of {@link SequentialCache}. */
  @Param(name = "key", gen = IntGen.class)
  @Param(name = "value", gen = IntGen.class)
  @Param(name = "expected", gen = IntGen.class)
  public static final class Model {

    /** Empties the cache. */
    public Model() throws JMException {
      CACHE.clear();
      HEARD.clear();
      LISTENER.take();
      SERVER.invoke(statistics(), "clear", new Object[0], new String[0]);
    }

    private static ObjectName statistics() throws JMException {
      return SERVER
          .queryNames(new ObjectName("javax.cache:type=CacheStatistics,Cache=checked,*"), null)
          .iterator()
          .next();
    }

    @Operation
    public @Nullable String get(@Param(name = "key") int key) {
      return CACHE.get(key);
    }

    @Operation
    public boolean put(@Param(name = "key") int key, @Param(name = "value") int value) {
      CACHE.put(key, String.valueOf(value));
      return HEARD.isHeard(key, value);
    }

    @Operation
    public @Nullable String getAndPut(
        @Param(name = "key") int key, @Param(name = "value") int value) {
      @Nullable String before = CACHE.getAndPut(key, String.valueOf(value));
      return HEARD.isHeard(key, value) ? before : "not heard";
    }

    @Operation
    public boolean putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
      return CACHE.putIfAbsent(key, String.valueOf(value)) && HEARD.isHeard(key, value);
    }

    @Operation
    public boolean remove(@Param(name = "key") int key) {
      return CACHE.remove(key);
    }

    @Operation
    public boolean remove(@Param(name = "key") int key, @Param(name = "expected") int expected) {
      return CACHE.remove(key, String.valueOf(expected));
    }

    @Operation
    public @Nullable String getAndRemove(@Param(name = "key") int key) {
      return CACHE.getAndRemove(key);
    }

    @Operation
    public boolean replace(@Param(name = "key") int key, @Param(name = "value") int value) {
      return CACHE.replace(key, String.valueOf(value)) && HEARD.isHeard(key, value);
    }

    @Operation
    public boolean replace(
        @Param(name = "key") int key,
        @Param(name = "expected") int expected,
        @Param(name = "value") int value) {
      return CACHE.replace(key, String.valueOf(expected), String.valueOf(value))
          && HEARD.isHeard(key, value);
    }

    @Operation
    public @Nullable String getAndReplace(
        @Param(name = "key") int key, @Param(name = "value") int value) {
      return CACHE.getAndReplace(key, String.valueOf(value));
    }

    @Operation
    public @Nullable String invoke(@Param(name = "key") int key) {
      return CACHE.<@Nullable String>invoke(key, (entry, arguments) -> {
        @Nullable String before = entry.getValue();
        entry.setValue(SequentialCache.incremented(before));
        return before;
      });
    }

    public String heard(int key) {
      return HEARD.of(key);
    }

    public String counts() throws JMException {
      ObjectName bean = statistics();
      return SERVER.getAttribute(bean, "CacheHits") + " hits, "
          + SERVER.getAttribute(bean, "CacheMisses") + " misses, "
          + SERVER.getAttribute(bean, "CachePuts") + " puts, "
          + SERVER.getAttribute(bean, "CacheRemovals") + " removals";
    }
  }
}
