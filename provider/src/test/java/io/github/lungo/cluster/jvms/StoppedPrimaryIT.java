// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** That a cache that reads through goes on while the JVM that keeps some keys does not, and the others do not know it yet. */
@Timeout(120)
final class StoppedPrimaryIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** How much later than promised a call may end. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  private final ClusterPlace place = ClusterPlace.fresh();
  private final AtomicInteger loads = new AtomicInteger();

  @Test
  void gets_whilePrimaryIsStopped_areLoadedHere() throws Exception {
    try (CacheManager own = LoadingProgram.join(place, "own", loads);
        MemberJvm other =
            MemberJvm.start(LoadingProgram.class, place, new MemberName("other", 1), directory)) {
      other.awaitJoin();
      Waiting.until(
          LIMIT,
          () -> LoadingProgram.standing(own).members() == 2
              && LoadingProgram.standing(own).isRedundant(),
          () -> LoadingProgram.standing(own).toString());
      LungoCache<String, Long> cache = LoadingProgram.cache(own);
      List<String> keys = keysOf(other, own);

      other.pause();
      try {
        assertThat(inTime(() -> cache.get(keys.get(0)), 1))
            .isEqualTo(keys.get(0).length());
        assertThat(inTime(() -> cache.get(keys.get(1), key -> 5L), 1)).isEqualTo(5L);
        assertThat(inTime(() -> cache.getAsync(keys.get(2)).get(), 1))
            .isEqualTo(keys.get(2).length());
        Map<String, Long> all = new HashMap<>();
        keys.forEach(key -> all.put(key, (long) key.length()));
        assertThat(inTime(() -> cache.getAll(Set.copyOf(keys)), 2)).isEqualTo(all);
      } finally {
        other.resume();
      }

      assertThat(loads).hasValueGreaterThanOrEqualTo(2 + keys.size());
      for (String key : keys) { // the primary loads again
        Waiting.until(LIMIT, () -> cache.get(key) != null && isThere(cache, key), () -> key);
      }
    }
  }

  private static boolean isThere(LungoCache<String, Long> cache, String key) {
    try {
      return cache.containsKey(key);
    } catch (CacheException silent) { // as long as the primary is waking up
      return false;
    }
  }

  private static List<String> keysOf(MemberJvm member, CacheManager own) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; keys.size() < 10; i++) {
      String key = "k" + i;
      if (LoadingProgram.kept(own).primaryOf(key).equals(member.self())) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static <T> T inTime(Callable<T> call, int waits) throws Exception {
    long start = System.nanoTime();
    T result = call.call();
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
        .isLessThan(LoadingProgram.PATIENCE.multipliedBy(waits).plus(SLACK).toMillis());
    return result;
  }
}
