// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.Test;

final class CrossCacheDeadlockTest {

  @Test
  void invoke_processorsWriteEachOthersKeysInTwoCaches_oneIsRefusedAndNoneHangs() throws Exception {
    try (CacheManager manager = Caching.getCachingProvider().getCacheManager()) {
      Cache<String, String> one =
          manager.createCache("one", new MutableConfiguration<String, String>());
      Cache<String, String> two =
          manager.createCache("two", new MutableConfiguration<String, String>());
      CyclicBarrier bothHold = new CyclicBarrier(2);
      List<FutureTask<Throwable>> calls =
          List.of(crossing(one, two, bothHold), crossing(two, one, bothHold));

      calls.forEach(call -> new Thread(call).start());

      List<Throwable> failures = new ArrayList<>();
      for (FutureTask<Throwable> call : calls) {
        Throwable failure = call.get(20, TimeUnit.SECONDS);
        if (failure != null) {
          failures.add(failure);
        }
      }
      assertThat(failures)
          .isNotEmpty()
          .allSatisfy(failure -> assertThat(failure)
              .isInstanceOf(EntryProcessorException.class)
              .cause()
              .isInstanceOf(CacheException.class)
              .hasMessageContaining("wait for each other's keys"));
    }
  }

  private static FutureTask<Throwable> crossing(
      Cache<String, String> held, Cache<String, String> wanted, CyclicBarrier bothHold) {
    return new FutureTask<>(() -> {
      try {
        held.invoke("key", (entry, arguments) -> {
          try {
            bothHold.await(10, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          wanted.put("key", "from " + held.getName());
          return null;
        });
        return null;
      } catch (RuntimeException failure) {
        return failure;
      }
    });
  }
}
