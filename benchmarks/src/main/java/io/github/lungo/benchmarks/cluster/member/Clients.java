// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.member;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Threads that write and read back keys of their own, while a member is killed elsewhere. Confined to one thread, but for the
 * threads that it starts.
 */
final class Clients {
  private static final int THREADS = 4;
  private static final int KEYS = 64;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(40);

  private final List<Client> clients = new ArrayList<>();
  private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
  private volatile boolean isOver;

  /** Starts them, with keys that no other JVM has. */
  void start(Cache<String, String> cache, String prefix) {
    for (int i = 0; i < THREADS; i++) {
      var client = new Client(cache, prefix + "-" + i + "-");
      clients.add(client);
      client.thread.setDaemon(true);
      client.thread.start();
    }
  }

  /**
   * Ends them when each of their keys has been written and read after the kill.
   *
   * @param kill when the member was killed, by {@link System#nanoTime()}
   * @return the longest that a key had no success, in nanoseconds; failed and lost operations; the first failure
   */
  String stop(long kill) throws InterruptedException {
    long limit = System.nanoTime() + PATIENCE;
    while (!clients.stream().allMatch(client -> client.hasSucceededSince(kill))
        && System.nanoTime() - limit < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    isOver = true;
    long gap = 0;
    int failed = 0;
    int lost = 0;
    for (Client client : clients) {
      client.thread.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE));
      gap = Math.max(gap, client.longestGap(kill));
      failed += client.failed;
      lost += client.lost;
    }
    String reason = firstFailure.get();
    return gap + " " + failed + " " + lost + " " + (reason == null ? "-" : reason);
  }

  /** One thread. Others read its fields when it has ended, but for the times. */
  private final class Client {
    private final Cache<String, String> cache;
    private final String prefix;
    private final Thread thread = new Thread(this::run);
    private final Times[] times = new Times[KEYS];
    private final long[] acknowledged = new long[KEYS];
    private final boolean[] isCertain = new boolean[KEYS];
    private volatile int failed;
    private volatile int lost;

    Client(Cache<String, String> cache, String prefix) {
      this.cache = cache;
      this.prefix = prefix;
      for (int i = 0; i < KEYS; i++) {
        times[i] = new Times();
      }
    }

    boolean hasSucceededSince(long kill) {
      for (Times each : times) {
        if (each.last - kill <= 0) {
          return false;
        }
      }
      return true;
    }

    long longestGap(long kill) {
      long longest = 0;
      for (Times each : times) {
        longest = Math.max(longest, each.longestGap(kill));
      }
      return longest;
    }

    private void run() {
      for (long number = 1; !isOver; number++) {
        for (int i = 0; i < KEYS && !isOver; i++) {
          visit(i, number);
        }
      }
    }

    /** A write that failed may have happened; one that was acknowledged must be what is read. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // this thread alone writes
    private void visit(int i, long number) {
      try {
        if (isCertain[i] && read(i) != acknowledged[i]) {
          lost++;
          report("key " + prefix + i + " had " + acknowledged[i] + ", found " + read(i));
        }
        isCertain[i] = false;
        cache.put(prefix + i, Entries.value(number));
        acknowledged[i] = number;
        isCertain[i] = true;
        times[i].succeeded(System.nanoTime());
      } catch (RuntimeException failure) {
        failed++;
        report(failure.toString());
      }
    }

    private long read(int i) {
      String value = cache.get(prefix + i);
      return value == null ? 0 : Entries.numberOf(value);
    }

    private void report(String failure) {
      firstFailure.compareAndSet(null, failure.replace('\n', ' '));
    }
  }

  /** When one key was served. One thread writes. */
  private static final class Times {
    private final List<long[]> gaps = new ArrayList<>();
    private volatile long last = System.nanoTime();

    void succeeded(long now) {
      if (now - last > TimeUnit.MILLISECONDS.toNanos(1)) {
        gaps.add(new long[] {last, now});
      }
      last = now;
    }

    long longestGap(long kill) {
      if (last - kill <= 0) {
        return System.nanoTime() - kill;
      }
      return gaps.stream()
          .filter(gap -> gap[1] - kill > 0)
          .mapToLong(gap -> gap[1] - Math.max(gap[0], kill))
          .max()
          .orElse(0);
    }
  }
}
