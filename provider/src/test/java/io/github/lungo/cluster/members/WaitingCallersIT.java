// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.CacheMode;
import io.github.lungo.IndeterminateWriteException;
import io.github.lungo.LungoCachingProvider;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.cluster.jvms.ClusterPlace;
import io.github.lungo.cluster.jvms.Waiting;
import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.replication.KeptHere;
import io.github.lungo.jcache.EngineOf;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.integration.CacheLoaderException;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers are told when something takes longer on another member than they wait. */
@Timeout(60)
final class WaitingCallersIT {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Where {@link Held} waits; the members are in one JVM. */
  private static volatile Latches latches = new Latches();

  private final ClusterPlace place = ClusterPlace.fresh();
  private final Database database = new Database();
  private final List<CacheManager> managers = new ArrayList<>();

  /** Sets the value 1, late. */
  static final class Held implements EntryProcessor<String, Long, String> {
    @Override
    public String process(MutableEntry<String, Long> entry, Object... arguments) {
      latches.reached();
      entry.setValue(1L);
      return "set";
    }
  }

  @AfterEach
  void leave() {
    managers.forEach(CacheManager::close);
  }

  private Cache<String, Long> join(CacheMode mode) {
    Properties settings = place.settings();
    settings.setProperty("lungo.cluster.operationTimeout", "500ms");
    settings.setProperty("lungo.cluster.allow", Held.class.getName());
    CacheManager manager = new LungoCachingProvider()
        .getCacheManager(
            URI.create("lungo:w" + managers.size()), getClass().getClassLoader(), settings);
    managers.add(manager);
    return manager.createCache(
        "c",
        LungoConfiguration.builder(String.class, Long.class)
            .mode(mode)
            .loadTimeout(Duration.ofMillis(500))
            .readThrough(database::loader)
            .build());
  }

  /** Returns a key whose primary is another member than that of the cache. */
  private static String keyElsewhere(Cache<String, Long> cache) {
    KeptHere<String, Long> kept = KeptHere.by(EngineOf.cache(cache));
    Waiting.until(LONG, () -> isSettled(kept.topology()), () -> "topology " + kept.topology());
    Topology topology = kept.topology();
    StableHash hash = new StableHash("c");
    return IntStream.range(0, 1_000)
        .mapToObj(i -> "k" + i)
        .filter(key -> !topology.primaryOf(hash.segmentOf(key)).equals(kept.self()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isSettled(Topology topology) {
    return topology != null && topology.isSettled() && topology.members().size() == 2;
  }

  @ParameterizedTest
  @EnumSource(names = {"REPLICATED", "PARTITIONED"})
  void invoke_takesTooLongElsewhere_isIndeterminateAndStandsLater(CacheMode mode) {
    Cache<String, Long> cache = join(mode);
    Cache<String, Long> other = join(mode);
    String key = keyElsewhere(cache);
    cache.put(key, 0L);
    latches = new Latches();

    assertThatThrownBy(() -> cache.invoke(key, new Held()))
        .isInstanceOf(IndeterminateWriteException.class)
        .hasMessageContainingAll("cache 'c'", key, "it may have happened, or still happen");

    assertThat(cache.get(key)).as("meanwhile").isZero();
    assertThat(other.get(key)).as("meanwhile").isZero();
    cache.put("another", 7L);
    assertThat(other.get("another")).isEqualTo(7);
    latches.goOn();
    Waiting.until(LONG, () -> cache.get(key) == 1, () -> key + " is " + cache.get(key));
    assertThat(other.get(key)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"REPLICATED", "PARTITIONED"})
  void get_loadTakesTooLongElsewhere_failsAndTheLoadGoesOn(CacheMode mode) {
    Cache<String, Long> cache = join(mode);
    Cache<String, Long> other = join(mode);
    String key = keyElsewhere(cache);
    database.rows.put(key, 5L);
    Latches loading = new Latches();
    database.afterReading = read -> loading.reached();

    assertThatThrownBy(() -> cache.get(key))
        .isInstanceOf(CacheLoaderException.class)
        .isNotInstanceOf(IndeterminateWriteException.class)
        .hasMessageContainingAll("cache 'c'", "the load of " + key, "no answer within PT0.5S");

    loading.goOn();
    Waiting.until(LONG, () -> cache.containsKey(key), () -> key + " is not there");
    assertThat(other.get(key)).isEqualTo(5);
    assertThat(database.loads).hasValue(1);
  }
}
