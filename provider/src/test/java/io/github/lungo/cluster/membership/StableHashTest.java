// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.membership.SampleKeys.Name;
import io.github.lungo.cluster.membership.SampleKeys.NamedPoint;
import io.github.lungo.cluster.membership.SampleKeys.Order;
import io.github.lungo.cluster.membership.SampleKeys.Point;
import io.github.lungo.cluster.membership.SampleKeys.Roast;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.sql.Timestamp;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({"JavaUtilDate", "JdkObsolete"}) // keys of all kinds
final class StableHashTest {
  private final StableHash hash = new StableHash("orders");

  /** Numbers equal those of their superclass that say the same. */
  private static final class Amount extends BigDecimal {
    private static final long serialVersionUID = 1L;

    Amount(String text) {
      super(text);
    }
  }

  /** A number that is equal to any other of the same value. */
  private static final class Price extends BigDecimal {
    private static final long serialVersionUID = 1L;

    Price(String text) {
      super(text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Price price && compareTo(price) == 0;
    }

    @Override
    public int hashCode() {
      return stripTrailingZeros().hashCode();
    }
  }

  private static final class Titles extends ArrayList<String> {
    private static final long serialVersionUID = 1L;
  }

  private record Pair(Object left, Object right) implements Map.Entry<Object, Object> {
    @Override
    public Object getKey() {
      return left;
    }

    @Override
    public Object getValue() {
      return right;
    }

    @Override
    public Object setValue(Object value) {
      throw new UnsupportedOperationException();
    }
  }

  static Stream<Arguments> equalKeys() {
    Titles titles = new Titles();
    titles.add("a");
    Map<String, Integer> reversed = new LinkedHashMap<>();
    reversed.put("b", 2);
    reversed.put("a", 1);
    return Stream.of(
        Arguments.of(List.of("a", "b"), new ArrayList<>(Arrays.asList("a", "b"))),
        Arguments.of(List.of("a", "b"), new Vector<>(List.of("a", "b"))),
        Arguments.of(List.of("a"), Collections.singletonList("a")),
        Arguments.of(List.of("a"), titles),
        Arguments.of(Set.of("a", "b", "c"), new TreeSet<>(Set.of("c", "b", "a"))),
        Arguments.of(new LinkedHashSet<>(List.of(1, 2)), new LinkedHashSet<>(List.of(2, 1))),
        Arguments.of(EnumSet.allOf(Roast.class), new HashSet<>(List.of(Roast.values()))),
        Arguments.of(new HashMap<>(Map.of("a", 1, "b", 2)), new TreeMap<>(Map.of("b", 2, "a", 1))),
        Arguments.of(Map.of("a", 1, "b", 2), reversed),
        Arguments.of(Map.entry("a", 1), new AbstractMap.SimpleEntry<>("a", 1)),
        Arguments.of(Map.entry("a", 1), new Pair("a", 1)),
        Arguments.of(new Date(5), new java.sql.Date(5)),
        Arguments.of(new Date(5), new Timestamp(5)),
        Arguments.of(new BigDecimal("1.50"), new Amount("1.50")),
        Arguments.of(new Price("1.5"), new Price("1.50")),
        Arguments.of(BigInteger.TEN, new BigInteger("10")),
        Arguments.of(Double.NaN, Double.longBitsToDouble(0x7ff8000000000001L)),
        Arguments.of(URI.create("HTTP://Host/%2F"), URI.create("http://hOST/%2f")),
        Arguments.of(URI.create("http://host:/x"), URI.create("http://host/x")),
        Arguments.of(URI.create("MAILTO:a@b"), URI.create("mailto:a@b")),
        Arguments.of(new Point(3), new NamedPoint(3)),
        Arguments.of(new Name("ANN"), new Name("ann")),
        Arguments.of(List.of(new Name("ANN")), List.of(new Name("ann"))),
        Arguments.of(
            new Order("a", 1, 2, Roast.DARK, List.of()),
            new Order("a", 1, 2, Roast.DARK, new ArrayList<>())));
  }

  @ParameterizedTest
  @MethodSource("equalKeys")
  void of_equalKeys_isEqual(Object one, Object other) {
    assertThat(one).isEqualTo(other);

    assertThat(hash.of(one)).isEqualTo(hash.of(other));
  }

  static Stream<Arguments> unequalKeys() {
    return Stream.of(
        Arguments.of(new BigDecimal("1.0"), new BigDecimal("1.00")),
        Arguments.of(0.0, -0.0),
        Arguments.of(List.of("a", "b"), List.of("b", "a")),
        Arguments.of(List.of(List.of("a"), "b"), List.of("a", List.of("b"))),
        Arguments.of(List.of(), List.of(List.of())),
        Arguments.of(Set.of(1, 4), Set.of(2, 3)),
        Arguments.of(Map.of(1, 2, 3, 4), Map.of(1, 4, 3, 2)),
        Arguments.of(Map.entry(1, 2), Map.entry(2, 1)),
        Arguments.of(Roast.LIGHT, Roast.DARK),
        Arguments.of(
            new Order("a", 1, 2, Roast.DARK, List.of()),
            new Order("a", 1, 2, Roast.LIGHT, List.of())));
  }

  @ParameterizedTest
  @MethodSource("unequalKeys")
  void of_unequalKeys_differs(Object one, Object other) {
    assertThat(hash.of(one)).isNotEqualTo(hash.of(other));
  }

  @Test
  void of_manyParts_dependsOnEach() {
    Set<Long> hashes = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      List<Integer> parts = new ArrayList<>(Collections.nCopies(1_000, 0));
      parts.set(i, 1);
      hashes.add(hash.of(parts));
    }

    assertThat(hashes).hasSize(1_000);
  }

  @Test
  void segmentOf_anyKey_isTheRestOfItsHash() {
    for (Object key : SampleKeys.all().values()) {
      assertThat(hash.segmentOf(key)).isEqualTo(Math.floorMod(hash.of(key), 256));
    }
  }
}
