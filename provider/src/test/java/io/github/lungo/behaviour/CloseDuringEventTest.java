// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CloseDuringEventTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void close_whileAnotherThreadCallsAListener_closesTheListenerAfterIt(boolean isSynchronous)
      throws Exception {
    HeldListener listener = new HeldListener();
    try (CacheManager manager = Caching.getCachingProvider().getCacheManager()) {
      Cache<String, String> cache = manager.createCache(
          "held",
          new MutableConfiguration<String, String>()
              .addCacheEntryListenerConfiguration(new MutableCacheEntryListenerConfiguration<>(
                  () -> listener, null, false, isSynchronous)));
      Thread writer = new Thread(() -> cache.put("key", "value"));
      writer.start();
      assertThat(listener.isCalled.await(10, TimeUnit.SECONDS)).isTrue();

      Thread closer = new Thread(cache::close);
      closer.start();
      awaitWaiting(closer);
      boolean wasClosedInTheMiddle = listener.isClosed;
      listener.mayReturn.countDown();
      closer.join(TimeUnit.SECONDS.toMillis(10));
      writer.join(TimeUnit.SECONDS.toMillis(10));

      assertThat(wasClosedInTheMiddle).isFalse();
      assertThat(listener.isClosed).isTrue();
      assertThat(listener.returnedOpen).isTrue();
    }
  }

  private static void awaitWaiting(Thread thread) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (thread.getState() != Thread.State.TIMED_WAITING
        && thread.isAlive()
        && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** A listener that stays in its call until it may return. */
  private static final class HeldListener
      implements CacheEntryCreatedListener<String, String>, Closeable {
    final CountDownLatch isCalled = new CountDownLatch(1);
    final CountDownLatch mayReturn = new CountDownLatch(1);
    volatile boolean isClosed;
    volatile boolean returnedOpen;

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
      isCalled.countDown();
      try {
        assertThat(mayReturn.await(10, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      returnedOpen = !isClosed;
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }
}
