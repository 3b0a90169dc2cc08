// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeadlineTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "5, 0, 5",
    "5, 7, 12",
    "0, 9223372036854775807, 9223372036854775807",
    "1, 9223372036854775806, 9223372036854775807",
    "2, 9223372036854775806, 9223372036854775807",
    "9223372036854775807, 0, 9223372036854775807",
    "9223372036854775807, 9223372036854775807, 9223372036854775807",
    "9223372036854775806, 1, 9223372036854775807"
  })
  void after_anyTimes_neverOverflows(long now, long nanos, long expected) {
    assertThat(Deadline.after(now, nanos)).isEqualTo(expected);
  }

  @Test
  void nanosOf_eternal_isNever() {
    assertThat(Deadline.nanosOf(Duration.ETERNAL)).isEqualTo(Deadline.NEVER);
  }

  @Test
  void nanosOf_moreThanALongHolds_isNever() {
    assertThat(Deadline.nanosOf(new Duration(TimeUnit.DAYS, Long.MAX_VALUE)))
        .isEqualTo(Deadline.NEVER);
  }

  @Test
  void nanosOf_duration_isExact() {
    assertThat(Deadline.nanosOf(new Duration(TimeUnit.MILLISECONDS, 3))).isEqualTo(3_000_000);
    assertThat(Deadline.nanosOf(Duration.ZERO)).isZero();
  }
}
