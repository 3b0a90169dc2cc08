// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LatencyHistogramTest {
  private static final Percentage BUCKET_WIDTH = Percentage.withPercentage(12.5);

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, 7, 8, 9, 15, 16, 17, 1_000, 123_456_789, Integer.MAX_VALUE, Long.MAX_VALUE})
  void bucketOf_value_isTheFirstThatReachesIt(long nanos) {
    int bucket = LatencyHistogram.bucketOf(nanos);

    assertThat(LatencyHistogram.upperBound(bucket)).isGreaterThanOrEqualTo(nanos);
    assertThat(bucket == 0 || LatencyHistogram.upperBound(bucket - 1) < nanos).isTrue();
  }

  @Test
  void bucketOf_clockWentBack_isTheFirst() {
    assertThat(LatencyHistogram.bucketOf(-5)).isZero();
  }

  @Test
  void summary_none_isZero() {
    assertThat(LatencyHistogram.summary(List.of(new LatencyHistogram())))
        .isEqualTo(new LatencySummary(0, 0, 0));
  }

  @Test
  void summary_oneToTenThousand_isWithinABucketOfThePercentiles() {
    LatencyHistogram histogram = new LatencyHistogram();
    LongStream.rangeClosed(1, 10_000).forEach(histogram::record);

    LatencySummary summary = LatencyHistogram.summary(List.of(histogram));

    assertThat(summary.p50Nanos()).isCloseTo(5_000, BUCKET_WIDTH);
    assertThat(summary.p99Nanos()).isCloseTo(9_900, BUCKET_WIDTH);
    assertThat(summary.maxNanos()).isEqualTo(10_000);
  }

  @Test
  void summary_severalThreads_addsUp() {
    LatencyHistogram fast = new LatencyHistogram();
    LatencyHistogram slow = new LatencyHistogram();
    LongStream.range(0, 98).forEach(i -> fast.record(5));
    LongStream.range(0, 2).forEach(i -> slow.record(1_000_000));

    LatencySummary summary = LatencyHistogram.summary(List.of(fast, slow));

    assertThat(summary).isEqualTo(new LatencySummary(5, 1_000_000, 1_000_000));
  }
}
