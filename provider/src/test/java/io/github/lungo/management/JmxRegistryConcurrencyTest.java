// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.MBeanServerNotification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class JmxRegistryConcurrencyTest {
  private static final URI MANAGER = URI.create("urn:lungo");
  private static final String NAME = "Statistics,CacheManager=urn.lungo,Cache=orders";
  private static final int THREADS = 3;

  private final BeanServer beans = new BeanServer();
  private final JmxRegistry registry = new JmxRegistry(MANAGER, () -> beans.server);
  private final CacheStatistics statistics = new CacheStatistics(System::nanoTime);
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void register_whileAListenerOfTheServerRuns_holdsNoLock() throws Exception {
    CountDownLatch passed = new CountDownLatch(1);
    beans.listen(MBeanServerNotification.REGISTRATION_NOTIFICATION, (server, name) -> {
      threads.execute(() -> {
        registry.registerStatistics("orders", statistics.bean());
        passed.countDown();
      });
      await(passed);
    });

    registry.registerStatistics("orders", statistics.bean());

    assertThat(passed.getCount()).as("another thread passed while JMX ran").isZero();
    assertThat(beans.names()).containsExactly(NAME);
  }

  @Test
  void unregister_whileAListenerOfTheServerRuns_holdsNoLock() throws Exception {
    CountDownLatch passed = new CountDownLatch(1);
    registry.registerStatistics("orders", statistics.bean());
    beans.listen(MBeanServerNotification.UNREGISTRATION_NOTIFICATION, (server, name) -> {
      threads.execute(() -> {
        registry.unregisterStatistics("orders");
        passed.countDown();
      });
      await(passed);
    });

    registry.unregisterStatistics("orders");

    assertThat(passed.getCount()).as("another thread passed while JMX ran").isZero();
    assertThat(beans.names()).isEmpty();
  }

  @Test
  void unregister_whileRegistering_leavesNothing() throws Exception {
    beans.listen(
        MBeanServerNotification.REGISTRATION_NOTIFICATION,
        (server, name) -> registry.unregisterStatistics("orders"));

    registry.registerStatistics("orders", statistics.bean());

    assertThat(beans.names()).isEmpty();
  }

  @Test
  void close_whileRegistering_leavesNothing() throws Exception {
    beans.listen(
        MBeanServerNotification.REGISTRATION_NOTIFICATION, (server, name) -> registry.close());

    registry.registerStatistics("orders", statistics.bean());

    assertThat(beans.names()).isEmpty();
  }

  @Test
  void register_whileClosing_isRefused() throws Exception {
    AtomicReference<Exception> refusal = new AtomicReference<>();
    registry.registerStatistics("orders", statistics.bean());
    beans.listen(MBeanServerNotification.UNREGISTRATION_NOTIFICATION, (server, name) -> {
      try {
        registry.registerStatistics("users", statistics.bean());
      } catch (IllegalStateException e) {
        refusal.set(e);
      }
    });

    registry.close();

    assertThat(refusal).hasValueMatching(Objects::nonNull, "a refusal");
    assertThat(beans.names()).isEmpty();
  }

  @Test
  void register_closedBetweenCheckAndEntry_leavesNothing() throws Exception {
    JmxRegistry[] closing = new JmxRegistry[1];
    closing[0] = new JmxRegistry(MANAGER, () -> {
      closing[0].close();
      return beans.server;
    });

    closing[0].registerStatistics("orders", statistics.bean());

    assertThat(beans.names()).isEmpty();
  }

  @Test
  void register_droppedWhileRegistering_isNotTakenForRegistered() throws Exception {
    AtomicBoolean once = new AtomicBoolean();
    beans.listen(MBeanServerNotification.REGISTRATION_NOTIFICATION, (server, name) -> {
      if (once.compareAndSet(false, true)) {
        try {
          server.unregisterMBean(name);
        } catch (JMException e) {
          throw new AssertionError(e);
        }
      }
    });
    JmxRegistry other = new JmxRegistry(MANAGER, () -> beans.server);
    registry.registerStatistics("orders", statistics.bean());
    other.registerStatistics("orders", statistics.bean());

    registry.unregisterStatistics("orders");
    assertThat(beans.names()).as("the other manager's bean").containsExactly(NAME);

    registry.registerStatistics("orders", statistics.bean());
    assertThat(beans.names()).containsExactly(NAME, NAME + ",instance=2");
  }

  @Test
  void registerUnregisterClose_randomly_leaveNothing() throws Exception {
    long seed = new Random().nextLong();
    CyclicBarrier barrier = new CyclicBarrier(THREADS);
    for (int round = 0; round < 150; round++) {
      JmxRegistry shared = new JmxRegistry(MANAGER, () -> beans.server);
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(seed + (long) round * THREADS + i);
        boolean closes = i == 0;
        futures.add(threads.submit(() -> {
          barrier.await();
          act(shared, random, closes);
          return null;
        }));
      }
      for (Future<?> future : futures) {
        future.get();
      }

      assertThat(beans.names()).as("seed %d, round %d", seed, round).isEmpty();
    }
  }

  @Test
  void register_byManyManagersAtOnce_eachHasItsOwnBean() throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(THREADS);
    for (int round = 0; round < 100; round++) {
      List<Future<JmxRegistry>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        futures.add(threads.submit(() -> {
          JmxRegistry own = new JmxRegistry(MANAGER, () -> beans.server);
          barrier.await();
          own.registerStatistics("orders", statistics.bean());
          return own;
        }));
      }
      List<JmxRegistry> registries = new ArrayList<>();
      for (Future<JmxRegistry> future : futures) {
        registries.add(future.get());
      }

      assertThat(beans.names()).containsExactly(NAME, NAME + ",instance=2", NAME + ",instance=3");
      registries.forEach(JmxRegistry::close);
      assertThat(beans.names()).isEmpty();
    }
  }

  private void act(JmxRegistry shared, Random random, boolean closes) {
    for (int n = 0; n < 20; n++) {
      String cache = random.nextBoolean() ? "a.b" : "a:b";
      try {
        if (random.nextBoolean()) {
          shared.registerStatistics(cache, statistics.bean());
        } else {
          shared.unregisterStatistics(cache);
        }
      } catch (IllegalStateException e) {
        return;
      }
    }
    if (closes) {
      shared.close();
    }
  }

  private static void await(CountDownLatch passed) {
    try {
      assertThat(passed.await(5, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
