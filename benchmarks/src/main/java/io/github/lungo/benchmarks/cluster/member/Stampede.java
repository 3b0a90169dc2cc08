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
   * @return how many nanoseconds after the start the last of them had its answer
   */
  static long run(Cache<String, String> cache, String key, int threads, long start)
      throws Exception {
    var each = new ArrayList<CompletableFuture<Long>>();
    for (int i = 0; i < threads; i++) {
      each.add(ask(cache, key, start));
    }
    long longest = 0;
    for (CompletableFuture<Long> one : each) {
      longest = Math.max(longest, one.get());
    }
    return longest;
  }

  private static CompletableFuture<Long> ask(Cache<String, String> cache, String key, long start) {
    var took = new CompletableFuture<Long>();
    var thread = new Thread(() -> {
      for (long left = start - System.nanoTime(); left > 0; left = start - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      try {
        if (cache.get(key) == null) {
          throw new IllegalStateException("nothing was loaded for " + key);
        }
        took.complete(System.nanoTime() - start);
      } catch (RuntimeException failure) {
        took.completeExceptionally(failure);
      }
    });
    thread.setDaemon(true);
    thread.start();
    return took;
  }
}
