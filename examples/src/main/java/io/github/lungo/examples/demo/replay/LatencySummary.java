// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.replay;

/** What is shown of many latencies, in nanoseconds; all 0 where there are none. */
public record LatencySummary(long p50Nanos, long p99Nanos, long maxNanos) {}
