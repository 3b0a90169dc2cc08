// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.trial;

import io.github.lungo.benchmarks.provider.Contender;
import io.github.lungo.benchmarks.provider.Provider;
import java.lang.ref.Reference;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that an entry takes beyond its key and its value, which are there before: the heap with a million entries less
 * the heap with none, after collection.
 */
public final class FootprintTrial {
  private static final int ENTRIES = 1_000_000;

  private FootprintTrial() {}

  /**
   * Runs the fork.
   *
   * @param arguments contender, and {@code bounded} or {@code unbounded}
   */
  public static void main(String[] arguments) {
    Answer.by(() -> run(Contender.of(arguments[0]), arguments[1]));
  }

  private static void run(Contender contender, String kind) {
    OptionalLong bound = kind.equals("bounded") ? OptionalLong.of(ENTRIES) : OptionalLong.empty();
    var keys = new Integer[ENTRIES];
    var values = new Object[ENTRIES];
    for (int i = 0; i < ENTRIES; i++) {
      keys[i] = 1_000_000 + i;
      values[i] = "value " + i;
    }
    try (@Nullable Provider provider = contender.isRaw() ? null : contender.start()) {
      report(kind, bound, provider, keys, values);
    } finally {
      Reference.reachabilityFence(keys);
      Reference.reachabilityFence(values);
    }
  }

  private static void report(
      String kind,
      OptionalLong bound,
      @Nullable Provider provider,
      Integer[] keys,
      Object[] values) {
    Store.of(provider, "warm", bound).put(keys[0], values[0]);
    long before = Heap.reachableBytes();
    Store store = Store.of(provider, "filled", bound);
    for (int i = 0; i < ENTRIES; i++) {
      store.put(keys[i], values[i]);
    }
    long after = Heap.reachableBytes();
    int size = store.size();
    if (size < ENTRIES * 9 / 10) {
      throw new IllegalStateException("keeps only " + size + " of " + ENTRIES + " entries");
    }
    double each = (double) (after - before) / size;
    Answer.give("figure", String.format(Locale.ROOT, "footprint-%s %.1f", kind, each));
  }
}
