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
import javax.cache.CacheManager;
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
 * Checks whole caches with Lincheck, their statistics included, one of them with a synchronous listener: they answer, tell and
 * count as one thread's cache would. Interleavings are left to chance, as a cache is too large for the model checker.
 */
@Timeout(600)
@Tag("model")
final class CacheModelTest {
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();
  private static final LungoCachingProvider PROVIDER = new LungoCachingProvider();
  private static final CacheManager MANAGER =
      PROVIDER.getCacheManager(URI.create("lungo:lincheck"), CacheModelTest.class.getClassLoader());
  private static final HeardEvents HEARD = new HeardEvents();
  private static final RecordingListener<Integer, String> LISTENER = HEARD.listener();
  private static final Cache<Integer, String> LISTENED = cache(
      "listened",
      configuration().addCacheEntryListenerConfiguration(LISTENER.registration(true, true)));
  private static final Cache<Integer, String> QUIET = cache("quiet", configuration());

  private static MutableConfiguration<Integer, String> configuration() {
    return new MutableConfiguration<Integer, String>().setStatisticsEnabled(true);
  }

  private static Cache<Integer, String> cache(
      String name, MutableConfiguration<Integer, String> configuration) {
    return MANAGER.createCache(name, configuration);
  }

  @AfterAll
  static void close() {
    PROVIDER.close();
  }

  @Test
  void operations_underStress_areLinearizableHeardAndCounted() {
    long seed = System.nanoTime();
    Scenarios scenarios =
        new Scenarios(Model.class, seed).askPerKey("heard").askPerKey("get").ask("counts");
    stress(Model.class, scenarios, 100, seed);
  }

  /** Without a listener, puts take the way without a lock. */
  @Test
  void operations_underStressUnheard_areLinearizableAndCounted() {
    long seed = System.nanoTime();
    Scenarios scenarios = new Scenarios(QuietModel.class, seed).askPerKey("get").ask("counts");
    stress(QuietModel.class, scenarios, 200, seed);
  }

  /** Many calls that count the same at the same time, so that no count may be lost. */
  @Test
  void countingOperations_underStress_loseNoCount() {
    long seed = System.nanoTime();
    Scenarios scenarios = new Scenarios(
            QuietModel.class, seed, "invoke", "remove", "replace", "getAndRemove", "getAndReplace")
        .size(2, 6)
        .ask("counts");
    stress(QuietModel.class, scenarios, 1_000, seed);
  }

  private static void stress(Class<?> model, Scenarios scenarios, int invocations, long seed) {
    StressOptions options = new StressOptions()
        .invocationsPerIteration(invocations)
        .sequentialSpecification(SequentialCache.class);
    assertThatCode(() -> scenarios.addTo(options, 20).check(model))
        .as("seed " + seed)
        .doesNotThrowAnyException();
  }

  /** The cache without a listener. */
  public static final class QuietModel extends Model {
    public QuietModel() throws JMException {
      super(QUIET, false);
    }
  }

  /** One of the caches, emptied, with the methods of {@link SequentialCache}. */
  @Param(name = "key", gen = IntGen.class)
  @Param(name = "value", gen = IntGen.class)
  @Param(name = "expected", gen = IntGen.class)
  public static class Model {
    private final Cache<Integer, String> cache;
    private final boolean listens;
    private final ObjectName statistics;

    /** Empties the cache with a listener. */
    public Model() throws JMException {
      this(LISTENED, true);
    }

    Model(Cache<Integer, String> cache, boolean listens) throws JMException {
      this.cache = cache;
      this.listens = listens;
      this.statistics = SERVER
          .queryNames(
              new ObjectName("javax.cache:type=CacheStatistics,Cache=" + cache.getName() + ",*"),
              null)
          .iterator()
          .next();
      cache.clear();
      HEARD.clear();
      LISTENER.take();
      SERVER.invoke(statistics, "clear", new Object[0], new String[0]);
    }

    private boolean isHeard(int key, int value) {
      return !listens || HEARD.isHeard(key, value);
    }

    @Operation
    public @Nullable String get(@Param(name = "key") int key) {
      return cache.get(key);
    }

    @Operation
    public boolean put(@Param(name = "key") int key, @Param(name = "value") int value) {
      cache.put(key, String.valueOf(value));
      return isHeard(key, value);
    }

    @Operation
    public @Nullable String getAndPut(
        @Param(name = "key") int key, @Param(name = "value") int value) {
      @Nullable String before = cache.getAndPut(key, String.valueOf(value));
      return isHeard(key, value) ? before : "not heard";
    }

    @Operation
    public boolean putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
      return cache.putIfAbsent(key, String.valueOf(value)) && isHeard(key, value);
    }

    @Operation
    public boolean remove(@Param(name = "key") int key) {
      return cache.remove(key);
    }

    @Operation
    public boolean remove(@Param(name = "key") int key, @Param(name = "expected") int expected) {
      return cache.remove(key, String.valueOf(expected));
    }

    @Operation
    public @Nullable String getAndRemove(@Param(name = "key") int key) {
      return cache.getAndRemove(key);
    }

    @Operation
    public boolean replace(@Param(name = "key") int key, @Param(name = "value") int value) {
      return cache.replace(key, String.valueOf(value)) && isHeard(key, value);
    }

    @Operation
    public boolean replace(
        @Param(name = "key") int key,
        @Param(name = "expected") int expected,
        @Param(name = "value") int value) {
      return cache.replace(key, String.valueOf(expected), String.valueOf(value))
          && isHeard(key, value);
    }

    @Operation
    public @Nullable String getAndReplace(
        @Param(name = "key") int key, @Param(name = "value") int value) {
      return cache.getAndReplace(key, String.valueOf(value));
    }

    @Operation
    public @Nullable String invoke(@Param(name = "key") int key) {
      return cache.<@Nullable String>invoke(key, (entry, arguments) -> {
        @Nullable String before = entry.getValue();
        entry.setValue(SequentialCache.incremented(before));
        return before;
      });
    }

    public String heard(int key) {
      return HEARD.of(key);
    }

    public String counts() throws JMException {
      return SERVER.getAttribute(statistics, "CacheHits") + " hits, "
          + SERVER.getAttribute(statistics, "CacheMisses") + " misses, "
          + SERVER.getAttribute(statistics, "CachePuts") + " puts, "
          + SERVER.getAttribute(statistics, "CacheRemovals") + " removals";
    }
  }
}
