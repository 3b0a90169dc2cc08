// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples;

import io.github.lungo.LungoConfiguration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.integration.CacheLoader;

/** Many threads miss one key at the same time: the source is asked once, and all of them get its answer. */
public final class ReadThrough {
  private static final int THREADS = 32;
  private static final int HOT_BEVERAGE = 0x2615;

  private ReadThrough() {}

  /** Prints how often the source was asked. */
  public static void main(String... arguments) throws InterruptedException, ExecutionException {
    Names source = new Names();
    List<String> answers = readAtOnce(source);
    System.out.println(answers.size() + " reads of " + answers.get(0) + ", loads: " + source.loads);
  }

  static List<String> readAtOnce(Names source) throws InterruptedException, ExecutionException {
    try (CacheManager manager = Caching.getCachingProvider().getCacheManager()) {
      Cache<Integer, String> names = manager.createCache(
          "names",
          LungoConfiguration.builder(Integer.class, String.class)
              .readThrough(() -> source)
              .build());
      return inAllThreads(() -> names.get(HOT_BEVERAGE));
    }
  }

  private static <T> List<T> inAllThreads(Callable<T> call)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : threads.invokeAll(Collections.nCopies(THREADS, call))) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdown();
    }
  }

  /** The source: in earnest a database. */
  static final class Names implements CacheLoader<Integer, String> {
    final AtomicInteger loads = new AtomicInteger();

    @Override
    public String load(Integer code) {
      loads.incrementAndGet();
      return Character.getName(code);
    }

    @Override
    public Map<Integer, String> loadAll(Iterable<? extends Integer> codes) {
      return StreamSupport.stream(codes.spliterator(), false)
          .collect(Collectors.toMap(code -> code, this::load));
    }
  }
}
