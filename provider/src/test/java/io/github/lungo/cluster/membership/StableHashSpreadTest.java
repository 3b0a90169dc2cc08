// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys as applications have them are spread over the segments about as evenly as random ones. */
@SuppressWarnings("JavaUtilDate") // keys of all kinds
final class StableHashSpreadTest {
  private static final int KEYS = 65_536;

  /** Of 10,000 random spreads one is more even than the least, and one less even than the most; 255 is the mean. */
  private static final double LEAST = 180;

  private static final double MOST = 345;

  /** Keys of one kind, counted upwards. */
  enum Kind {
    INTEGERS(i -> i),
    NEGATIVE_INTEGERS(i -> -i),
    EVEN_INTEGERS(i -> i * 1_024),
    LONGS(i -> (long) i),
    HIGH_LONGS(i -> (long) i << 40),
    DOUBLES(i -> (double) i),
    USERS(i -> "user:" + i),
    NUMBERED(i -> "%08d".formatted(i)),
    RANDOM_UUIDS(i -> new UUID(new Random(i).nextLong(), new Random(~i).nextLong())),
    COUNTED_UUIDS(i -> new UUID(0, i)),
    TWIN_UUIDS(i -> new UUID(i, i)),
    LOCAL_DATES(i -> LocalDate.ofEpochDay(i)),
    INSTANTS(i -> Instant.ofEpochSecond(1_700_000_000 + i)),
    DATES(i -> new Date(1_700_000_000_000L + i * 86_400_000L)),
    AMOUNTS(i -> BigDecimal.valueOf(i, 2)),
    PAIRS(i -> List.of(i / 256, i % 256)),
    SETS(i -> Set.of("a" + i / 256, i % 256)),
    BADLY_HASHED(i -> new SampleKeys.Point(i));

    @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
    private final IntFunction<Object> key;

    Kind(IntFunction<Object> key) {
      this.key = key;
    }
  }

  @ParameterizedTest
  @EnumSource
  void segmentOf_keysOfOneKind_isEven(Kind kind) {
    StableHash hash = new StableHash("orders");
    int[] sizes = new int[Ownership.SEGMENTS];
    for (int i = 0; i < KEYS; i++) {
      sizes[hash.segmentOf(kind.key.apply(i))]++;
    }

    double expected = (double) KEYS / sizes.length;
    double chiSquare = 0;
    for (int size : sizes) {
      chiSquare += (size - expected) * (size - expected) / expected;
    }
    assertThat(chiSquare).isBetween(LEAST, MOST);
  }

  /** An enum has too few constants to be even; they must not crowd. */
  @ParameterizedTest
  @EnumSource
  void segmentOf_constantOfAnEnum_isSharedByFew(Kind kind) {
    StableHash hash = new StableHash("orders");

    assertThat(Arrays.stream(Kind.values())
            .filter(other -> hash.segmentOf(other) == hash.segmentOf(kind)))
        .hasSizeLessThan(3);
  }
}
