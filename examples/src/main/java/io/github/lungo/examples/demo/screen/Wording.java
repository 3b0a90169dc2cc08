// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.screen;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.replay.LatencySummary;
import io.github.lungo.examples.demo.replay.ReplaySnapshot;
import java.util.List;
import java.util.Locale;

/** How figures read, in ASCII and less than 80 columns. */
final class Wording {
  private static final int BAR = 40;

  private Wording() {}

  static List<String> panel(ReplaySnapshot at, long bound) {
    return List.of(
        text("  [%s] %3.0f %% of the text in %.1f s", bar(at), 100 * at.share(), seconds(at)),
        text(
            "  hit ratio   %14.2f %%     %,14d reads, %,d a second",
            100 * at.hitRatio(), at.reads(), at.readsPerSecond()),
        text(
            "  loads       %,14d       %,14d queries, %,d saved",
            at.ownLoads(), at.queries(), at.saved()),
        "  hits        " + latencies(at.hits()),
        "  misses      " + latencies(at.misses()),
        text("  cache size  %,14d of at most %,d", at.size(), bound));
  }

  static String progressLine(ReplaySnapshot at) {
    return text(
        "  %4.1f s: %,d reads, hit ratio %.2f %%, %,d queries, %,d saved; hits p50 %s p99 %s, misses p50 %s p99 %s",
        seconds(at),
        at.reads(),
        100 * at.hitRatio(),
        at.queries(),
        at.saved(),
        duration(at.hits().p50Nanos()),
        duration(at.hits().p99Nanos()),
        duration(at.misses().p50Nanos()),
        duration(at.misses().p99Nanos()));
  }

  static String claimLine(Claim claim) {
    return text(
        "  %-6s %s: %s%s",
        claim.ok() ? "ok" : "FAILED", claim.name(), number(claim.actual()), beside(claim));
  }

  private static String beside(Claim claim) {
    if (!claim.ok()) {
      return ", expected " + number(claim.expected());
    }
    return claim.actual().equals(claim.expected()) ? "" : " (" + number(claim.expected()) + ")";
  }

  private static String bar(ReplaySnapshot at) {
    int full = (int) (BAR * at.share());
    return "#".repeat(full) + ".".repeat(BAR - full);
  }

  private static double seconds(ReplaySnapshot at) {
    return at.elapsed().toMillis() / 1000.0;
  }

  private static String latencies(LatencySummary latencies) {
    return text(
        "p50 %10s   p99 %10s   max %10s",
        duration(latencies.p50Nanos()),
        duration(latencies.p99Nanos()),
        duration(latencies.maxNanos()));
  }

  private static String duration(long nanos) {
    if (nanos < 1_000) {
      return nanos + " ns";
    }
    return nanos < 1_000_000 ? text("%.1f us", nanos / 1e3) : text("%.1f ms", nanos / 1e6);
  }

  private static String number(Object value) {
    return value instanceof Long || value instanceof Integer
        ? text("%,d", value)
        : value.toString();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
