// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.node;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Threads of a node that use its caches at the same time. Confined to one thread. */
final class Clients {

  private Clients() {}

  /** Runs the work in so many threads, each with a number from 0, and returns what each of them returned. */
  static <T> List<T> run(int threads, IntFunction<T> work) {
    ExecutorService pool = Executors.newFixedThreadPool(threads, Clients::daemon);
    try {
      List<Future<T>> results = IntStream.range(0, threads)
          .mapToObj(client -> pool.submit(() -> work.apply(client)))
          .toList();
      return results.stream().map(Clients::resultOf).toList();
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> T resultOf(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("a client was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(String.valueOf(e.getCause()), e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "demo-client");
    thread.setDaemon(true);
    return thread;
  }
}
