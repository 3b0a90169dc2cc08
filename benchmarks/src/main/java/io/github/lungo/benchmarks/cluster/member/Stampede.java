// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.member;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import javax.cache.Cache;

/** Many threads that ask for one missing key at the same moment, here and in other JVMs. */
final class Stampede {
  private Stampede() {}

  /**
   * Lets them run.
   *
   * @param start when, by {@link System#nanoTime()}, which is the same in all JVMs of a machine
   * @return how many nanoseconds after the start the last of them asked, and the last of them had its answer
   */
  static String run(Cache<String, String> cache, String key, int threads, long start)
      throws Exception {
    var each = new ArrayList<CompletableFuture<Call>>();
    for (int i = 0; i < threads; i++) {
      each.add(ask(cache, key, start));
    }
    long asked = 0;
    long answered = 0;
    for (CompletableFuture<Call> one : each) {
      asked = Math.max(asked, one.get().asked - start);
      answered = Math.max(answered, one.get().answered - start);
    }
    return asked + " " + answered;
  }

  /** When one of them asked, and had its answer. */
  private record Call(long asked, long answered) {}

  private static CompletableFuture<Call> ask(Cache<String, String> cache, String key, long start) {
    var whenOver = new CompletableFuture<Call>();
    var thread = new Thread(() -> {
      for (long left = start - System.nanoTime(); left > 0; left = start - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      try {
        long asked = System.nanoTime();
        if (cache.get(key) == null) {
          throw new IllegalStateException("nothing was loaded for " + key);
        }
        whenOver.complete(new Call(asked, System.nanoTime()));
      } catch (RuntimeException failure) {
        whenOver.completeExceptionally(failure);
      }
    });
    thread.setDaemon(true);
    thread.start();
    return whenOver;
  }
}
