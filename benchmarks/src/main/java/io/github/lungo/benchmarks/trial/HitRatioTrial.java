// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.trial;

import io.github.lungo.benchmarks.provider.Contender;
import io.github.lungo.benchmarks.provider.Provider;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How often a cache with room for a tenth of the keys has what is asked for; what it lacks is put. */
public final class HitRatioTrial {
  private static final List<String> TRACES = List.of("zipf", "scans", "shifting");
  private static final int BOUND = Trace.KEYS / 10;

  private HitRatioTrial() {}

  /**
   * Runs the fork.
   *
   * @param arguments contender
   */
  public static void main(String[] arguments) {
    Answer.by(() -> run(Contender.of(arguments[0])));
  }

  private static void run(Contender contender) {
    try (@Nullable Provider provider = contender.isRaw() ? null : contender.start()) {
      for (String trace : TRACES) {
        Store store = Store.of(provider, trace, OptionalLong.of(BOUND));
        int hits = hits(store, Trace.named(trace));
        if (store.size() > BOUND * 11 / 10) {
          throw new IllegalStateException("bounded to " + BOUND + ", but it holds " + store.size());
        }
        double percent = 100.0 * hits / Trace.LENGTH;
        Answer.give("figure", String.format(Locale.ROOT, "hit-ratio-%s %.2f", trace, percent));
      }
    }
  }

  private static int hits(Store store, int[] trace) {
    int hits = 0;
    for (int number : trace) {
      Integer key = number;
      if (store.get(key) == null) {
        store.put(key, "value");
      } else {
        hits++;
      }
    }
    return hits;
  }
}
