// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a cache keeps of collections and of objects that hold others takes less memory than they do. */
final class StoredSizeTest {
  private static final int ENTRIES = 20_000;

  private static final class Line {
    @SuppressWarnings("unused") // the codec reads it
    private final String article;

    @SuppressWarnings("unused") // the codec reads it
    private final long amount;

    @SuppressWarnings("unused") // the codec reads it
    private final BigDecimal price;

    Line(String article, long amount, BigDecimal price) {
      this.article = article;
      this.amount = amount;
      this.price = price;
    }
  }

  private static final class Order {
    @SuppressWarnings("unused") // the codec reads it
    private final List<Line> lines = new ArrayList<>();
  }

  @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
  private enum Kind {
    TEXTS(number -> new ArrayList<>(List.of("first " + number, "second " + number))),
    NUMBERS(number -> new ArrayList<>(List.of(1_000 + number, 2_000 + number, 3_000 + number))),
    NAMED(number -> new HashMap<>(Map.of("name", "n" + number, "place", "p" + number))),
    GRAPH(number -> {
      Order order = new Order();
      for (int line = 0; line < 4; line++) {
        order.lines.add(new Line("article " + number, line, new BigDecimal(number + ".95")));
      }
      return order;
    });

    private final IntFunction<Object> value;

    Kind(IntFunction<Object> value) {
      this.value = value;
    }
  }

  @ParameterizedTest
  @EnumSource
  void mutableValues_keptAsBytes_takeLessThanObjects(Kind kind) {
    long objects = heapOf(kind, false);
    long bytes = heapOf(kind, true);

    assertThat(bytes).isPositive().isLessThan(objects * 4 / 5); // far from what a heap varies by
  }

  private static long heapOf(Kind kind, boolean byValue) {
    try (Fixture fixture = new Fixture()) {
      LungoCache<Integer, Object> cache = fixture.cache(
          LungoConfiguration.builder(Integer.class, Object.class).storeByValue(byValue));
      cache.put(-1, kind.value.apply(1));
      long before = Heap.used();
      for (int i = 0; i < ENTRIES; i++) {
        cache.put(i, kind.value.apply(i));
      }
      long used = Heap.used() - before;
      assertThat(cache.containsKey(1)).isTrue();
      return used;
    }
  }
}
