// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class ConcurrencyTest {

  private static final int THREADS = 8;

  private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void shutdown() throws InterruptedException {
    executor.shutdownNow();
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void encodeAndDecode_eightThreads_nobodySeesAnothersObjects(Encoding encoding) throws Exception {
    try (KryoCodec codec = codec(encoding)) {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<?>> results = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int id = thread;
        results.add(executor.submit(() -> {
          start.await();
          for (int i = 0; i < 1_000; i++) {
            Samples.Order order = Samples.Order.sample();
            order.number = id * 1_000_000 + i;
            order.note = "thread " + id + " round " + i;
            if (i % 50 == 0) {
              failOnPurpose(codec);
            }
            assertThat(codec.decode(codec.encode(order))).isEqualTo(order);
          }
          return null;
        }));
      }
      for (Future<?> result : results) {
        result.get();
      }
    }
  }

  private static void failOnPurpose(KryoCodec codec) {
    try {
      codec.encode(new Object[] {new Samples.Line("x", 1), Thread.currentThread()});
      throw new AssertionError("encoded a thread");
    } catch (SerializationException e) {
      assertThat(e).hasMessageContaining("java.lang.Thread");
    }
  }

  @ParameterizedTest
  @EnumSource
  void encode_collectionChangesMeanwhile_isAConsistentSnapshot(Encoding encoding) throws Exception {
    Map<Integer, Integer> map = new ConcurrentHashMap<>();
    AtomicBoolean done = new AtomicBoolean();
    Future<?> writer = executor.submit(() -> {
      for (int i = 0; !done.get(); i++) {
        map.put(i % 1000, i);
        map.remove((i + 500) % 1000);
      }
    });
    try (KryoCodec codec = codec(encoding)) {
      for (int i = 0; i < 500; i++) {
        Object[] copy = (Object[])
            codec.decode(codec.encode(new Object[] {map, map.keySet(), map.values(), "end"}));

        assertThat(copy[3]).isEqualTo("end");
      }
    }
    done.set(true);
    writer.get();
  }

  private static KryoCodec codec(Encoding encoding) {
    return new KryoCodec(
        encoding,
        ConcurrencyTest.class.getClassLoader(),
        TypeFilter.allowAll(),
        CodecLimits.DEFAULT);
  }
}
