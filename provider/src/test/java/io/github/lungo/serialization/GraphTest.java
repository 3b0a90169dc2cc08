// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("JavaUtilDate") // a mutable value, as users have them
final class GraphTest {

  @ParameterizedTest
  @EnumSource
  void decode_cycle_isACycle(Encoding encoding) {
    Samples.Node first = new Samples.Node("first");
    Samples.Node second = new Samples.Node("second");
    first.next = second;
    second.next = first;
    second.others.add(second);

    Samples.Node copy = copy(encoding, first);

    assertThat(copy.next.next).isSameAs(copy);
    assertThat(copy.next.others).singleElement().isSameAs(copy.next);
    assertThat(copy.next.label).isEqualTo("second");
  }

  @ParameterizedTest
  @EnumSource
  void decode_listThatHoldsItself_holdsItself(Encoding encoding) {
    List<Object> list = new ArrayList<>();
    list.add("x");
    list.add(list);

    List<Object> copy = copy(encoding, list);

    assertThat(copy.get(1)).isSameAs(copy);
  }

  @ParameterizedTest
  @EnumSource
  void decode_referenceThatHoldsItself_holdsItself(Encoding encoding) {
    AtomicReference<Object> reference = new AtomicReference<>();
    reference.set(new Object[] {reference});

    AtomicReference<Object> copy = copy(encoding, reference);

    assertThat(((Object[]) copy.get())[0]).isSameAs(copy);
  }

  @ParameterizedTest
  @EnumSource
  void decode_sharedObjects_areShared(Encoding encoding) {
    for (Object shared : new Object[] {
      new Date(5),
      new Samples.Person("a"),
      new Samples.Line("a", 1),
      List.of(1, 2),
      Set.of(1),
      new int[] {1},
      Optional.of("x"),
      new java.util.concurrent.atomic.AtomicInteger(1),
      Collections.unmodifiableList(new ArrayList<>(List.of(1))),
      new Samples.Celsius(1),
      Arrays.asList(1, 2),
      new Samples.NamedList("n")
    }) {
      Object[] copy =
          copy(encoding, new Object[] {shared, new Samples.Box<>(shared), List.of(shared), shared});

      assertThat(copy[0]).isNotSameAs(shared);
      assertThat(((Samples.Box<?>) copy[1]).content()).isSameAs(copy[0]);
      assertThat(((List<?>) copy[2]).get(0)).isSameAs(copy[0]);
      assertThat(copy[3]).isSameAs(copy[0]);
      assertThat(copy[3].getClass()).isEqualTo(shared.getClass());
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_equalButDistinctObjects_stayDistinct(Encoding encoding) {
    Object[] copy = copy(encoding, new Object[] {new Date(5), new Date(5)});

    assertThat(copy[0]).isEqualTo(copy[1]).isNotSameAs(copy[1]);
  }

  @ParameterizedTest
  @EnumSource
  void decode_manyLinesInAList_needNoDepth(Encoding encoding) {
    List<Object> lines = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      lines.add(new Samples.Line("p" + i, i));
    }

    List<Object> copy = copy(encoding, lines);

    assertThat(copy).isEqualTo(lines);
  }

  @ParameterizedTest
  @EnumSource
  void decode_atTheDepthLimit_works(Encoding encoding) {
    Samples.Box<Object> nested = new Samples.Box<>("innermost");
    for (int level = 2; level < CodecLimits.DEFAULT.maximumDepth(); level++) {
      nested = new Samples.Box<>(nested);
    }

    assertThat(GraphTest.<Object>copy(encoding, nested)).isEqualTo(nested);
  }

  @ParameterizedTest
  @EnumSource
  void decode_nestedRegionsOfAllSizes_areRead(Encoding encoding) {
    for (int size :
        new int[] {0, 1, 100, 120, 126, 127, 128, 129, 16_000, 16_383, 16_384, 17_000, 500_000}) {
      String text = "x".repeat(size);
      Samples.Box<Object> nested = new Samples.Box<>(List.of(new Samples.Box<>(text), 1, text));

      assertThat(GraphTest.<Object>copy(encoding, nested)).isEqualTo(nested);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(Encoding encoding, T value) {
    try (KryoCodec codec = new KryoCodec(
        encoding, GraphTest.class.getClassLoader(), TypeFilter.allowAll(), CodecLimits.DEFAULT)) {
      return (T) codec.decode(codec.encode(value));
    }
  }
}
