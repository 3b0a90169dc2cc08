// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.trial;

import io.github.lungo.benchmarks.provider.Contender;
import io.github.lungo.benchmarks.provider.Provider;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What ten thousand caches in one manager take, each with an entry: time, heap and threads. */
public final class ManyCachesTrial {
  private static final int CACHES = 10_000;
  private static final long LIMIT = TimeUnit.SECONDS.toNanos(120);

  private ManyCachesTrial() {}

  /**
   * Runs the fork.
   *
   * @param arguments contender
   */
  public static void main(String[] arguments) {
    Answer.by(() -> run(Contender.of(arguments[0])));
  }

  private static void run(Contender contender) {
    var stores = new ArrayList<Store>();
    try (@Nullable Provider provider = contender.isRaw() ? null : contender.start()) {
      Store.of(provider, "first", OptionalLong.empty()).put(1, "value");
      int threads = Thread.getAllStackTraces().size();
      long heap = Heap.reachableBytes();
      long start = System.nanoTime();
      make(stores, provider, start);
      double seconds = (System.nanoTime() - start) / 1e9;
      double kibibytes = (Heap.reachableBytes() - heap) / 1024.0 / CACHES;
      Answer.give("figure", String.format(Locale.ROOT, "caches-seconds %.2f", seconds));
      Answer.give("figure", String.format(Locale.ROOT, "caches-kib %.2f", kibibytes));
      int more = Math.max(0, Thread.getAllStackTraces().size() - threads);
      Answer.give("figure", "caches-threads " + more);
    } finally {
      Reference.reachabilityFence(stores);
    }
  }

  private static void make(List<Store> stores, @Nullable Provider provider, long start) {
    for (int i = 0; i < CACHES; i++) {
      Store store = Store.of(provider, "cache" + i, OptionalLong.empty());
      store.put(1, "value");
      stores.add(store);
      if (System.nanoTime() - start > LIMIT) {
        throw new IllegalStateException("made only " + stores.size() + " caches in 120 seconds");
      }
    }
  }
}
