// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryExpiredListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A slow loader, writer, processor, listener, filter, policy or weigher delays no operation on another key. */
final class HeldCallbackTest {
  private static final double NANOS_PER_MILLI = 1_000_000;

  /** So that the first case does not measure the compiler. */
  @BeforeAll
  static void warmUp() throws Exception {
    try (Fixture fixture = new Fixture()) {
      var builder = LungoConfiguration.builder(Key.class, String.class)
          .readThrough(always(new HeldObjects.Loader(new Gate())));
      new Traffic(fixture.cache(builder), 1).run();
    }
  }

  @ParameterizedTest
  @EnumSource
  void otherKeys_whileACallbackIsHeld_complete(HeldCallback callback) throws Exception {
    otherKeysComplete(callback, LungoConfiguration.builder(Key.class, String.class));
  }

  @ParameterizedTest
  @EnumSource
  void otherKeysOfAFullCache_whileACallbackIsHeld_complete(HeldCallback callback) throws Exception {
    CacheEntryExpiredListener<Key, String> listener = events -> {};
    otherKeysComplete(
        callback,
        LungoConfiguration.builder(Key.class, String.class)
            .storeByValue(false)
            .maximumSize(40)
            .statistics(true)
            .touchedExpiry(Duration.ofMillis(2))
            .listener(
                new MutableCacheEntryListenerConfiguration<>(always(listener), null, true, true)));
  }

  private static void otherKeysComplete(
      HeldCallback callback, LungoConfigurationBuilder<Key, String> builder) throws Exception {
    long seed = System.nanoTime();
    Gate gate = new Gate();
    callback.configure(builder, gate);
    try (Fixture fixture = new Fixture()) {
      LungoCache<Key, String> cache = fixture.cache(builder);
      Traffic traffic = new Traffic(cache, seed);
      traffic.warmUp();
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread held = new Thread(
          () -> {
            cache.put(HeldObjects.PRESENT, "value", Duration.ofMinutes(1));
            callback.call(cache, gate);
          },
          HeldObjects.HELD_THREAD);
      held.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
      held.start();
      try {
        gate.awaitReached();

        long[] nanos = traffic.run();

        assertThat(gate.isOpen()).as("still held").isFalse();
        System.out.printf(
            "%s: p99 %.2f ms, longest %.2f ms, seed %d%n",
            callback,
            nanos[nanos.length * 99 / 100] / NANOS_PER_MILLI,
            nanos[nanos.length - 1] / NANOS_PER_MILLI,
            seed);
      } finally {
        gate.open();
        held.join(TimeUnit.SECONDS.toMillis(10));
      }
      assertThat(failure).as("of the held call").hasValue(null);
    }
  }
}
