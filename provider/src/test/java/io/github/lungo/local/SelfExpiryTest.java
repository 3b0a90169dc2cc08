// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.testing.ScriptedPolicy;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code EXPIRED} comes by itself, within three seconds, while somebody listens. In real time. */
@Timeout(10)
final class SelfExpiryTest {
  private final ExecutorService background = Executors.newSingleThreadExecutor();
  private final AtomicInteger tasks = new AtomicInteger();
  private final EngineFixture cache = new EngineFixture().realTime(task -> {
    tasks.incrementAndGet();
    background.execute(task);
  });

  @AfterEach
  void stop() {
    background.shutdownNow();
  }

  private static ScriptedPolicy millis(long millis) {
    return new ScriptedPolicy().creation(() -> duration(millis));
  }

  private static javax.cache.expiry.Duration duration(long millis) {
    return new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, millis);
  }

  @Test
  void expired_untouchedEntry_isTold() throws Exception {
    cache.policy(millis(50)).listening();

    cache.put("k", "v");

    assertThat(cache.listener.await()).isEqualTo("CREATED k=v");
    assertThat(cache.listener.await()).isEqualTo("EXPIRED k=v (v)");
  }

  @Test
  void expired_untouchedEntryWithOwnTimeToLive_isTold() throws Exception {
    cache.listening();

    cache.put("k", "v", Duration.ofMillis(50));

    assertThat(cache.listener.await()).isEqualTo("CREATED k=v");
    assertThat(cache.listener.await()).isEqualTo("EXPIRED k=v (v)");
  }

  @Test
  void expired_listenerCameAfterTheEntry_isTold() throws Exception {
    cache.policy(millis(1_500));

    cache.put("k", "v");
    cache.listening();

    assertThat(cache.listener.await()).isEqualTo("EXPIRED k=v (v)");
  }

  @Test
  void expired_listenerCameAfterTheEntryWithOwnTimeToLive_isTold() throws Exception {
    cache.put("k", "v", Duration.ofMillis(1_500));
    cache.listening();

    assertThat(cache.listener.await()).isEqualTo("EXPIRED k=v (v)");
  }

  @Test
  void expired_readShortenedTheLife_isTold() throws Exception {
    cache.policy(millis(3_600_000).access(() -> duration(50))).listening();
    cache.put("k", "v");
    cache.listener.take();

    cache.get("k");

    assertThat(cache.listener.await()).isEqualTo("EXPIRED k=v (v)");
  }

  @Test
  void expired_processorShortenedTheLife_isTold() throws Exception {
    cache.policy(millis(3_600_000).access(() -> duration(50))).listening();
    cache.put("k", "v");
    cache.listener.take();

    cache.invoke("k", (entry, arguments) -> entry.getValue());

    assertThat(cache.listener.await()).isEqualTo("EXPIRED k=v (v)");
  }

  @Test
  void expired_updateShortenedTheLife_isTold() throws Exception {
    cache.policy(millis(3_600_000).update(() -> duration(50))).listening();
    cache.put("k", "v");
    cache.listener.take();

    cache.put("k", "w");

    assertThat(cache.listener.await()).isEqualTo("UPDATED k=w (v)");
    assertThat(cache.listener.await()).isEqualTo("EXPIRED k=w (w)");
  }

  @Test
  void expired_nobodyListens_noTimerRuns() throws Exception {
    cache.policy(millis(50));

    cache.put("k", "v");
    cache.put("l", "v", Duration.ofMillis(50));

    assertThat(cache.listener.await()).isNull();
    assertThat(tasks.get()).isZero();
    assertThat(cache.get("k")).isNull();
    assertThat(cache.get("l")).isNull();
  }
}
