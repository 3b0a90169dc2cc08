// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.scenario;

import java.util.concurrent.ExecutorService;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javax.cache.Cache;

/** Threads that use a cache for codes which have no row: some load them, others remove them. */
final class Bystanders implements AutoCloseable {
  /** Of the private use area, which the table leaves out. */
  private static final int FIRST = 0xE000;

  private static final int CODES = 8;

  private final Cache<Integer, ?> cache;
  private final ExecutorService threads;
  private volatile boolean isClosed;

  Bystanders(Cache<Integer, ?> cache, ExecutorService threads) {
    this.cache = cache;
    this.threads = threads;
  }

  void start() {
    for (int i = 0; i < 2; i++) {
      threads.execute(() -> repeat(cache::get));
      threads.execute(() -> repeat(cache::remove));
    }
  }

  private void repeat(IntConsumer call) {
    while (!isClosed) {
      IntStream.range(FIRST, FIRST + CODES).forEach(call);
    }
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
