// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.util.Util;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

/** A node of this version must understand one of the next: what fails here breaks rolling upgrades. */
final class WireFormatTest {

  private static final int FIRST = 100;

  /** The classes with numbers 100, 101 and so on. */
  private static final String NUMBERED =
      "ArrayList HashMap LinkedHashMap HashSet LinkedHashSet LinkedList ArrayDeque Vector Stack Hashtable "
          + "IdentityHashMap ConcurrentHashMap CopyOnWriteArrayList CopyOnWriteArraySet ConcurrentLinkedQueue "
          + "ConcurrentLinkedDeque ConcurrentHashMap$KeySetView TreeMap ConcurrentSkipListMap TreeSet "
          + "ConcurrentSkipListSet PriorityQueue ImmutableCollections$ListN ImmutableCollections$List12 "
          + "ImmutableCollections$SubList ImmutableCollections$SetN ImmutableCollections$Set12 "
          + "ImmutableCollections$MapN ImmutableCollections$Map1 Arrays$ArrayList Collections$EmptyList "
          + "Collections$EmptySet Collections$EmptyMap Collections$SingletonList Collections$SingletonSet "
          + "Collections$SingletonMap Collections$CopiesList AbstractMap$SimpleEntry "
          + "AbstractMap$SimpleImmutableEntry KeyValueHolder EnumMap EnumSet Collections$UnmodifiableCollection "
          + "Collections$UnmodifiableRandomAccessList Collections$UnmodifiableList Collections$UnmodifiableSet "
          + "Collections$UnmodifiableSortedSet Collections$UnmodifiableNavigableSet Collections$UnmodifiableMap "
          + "Collections$UnmodifiableSortedMap Collections$UnmodifiableNavigableMap "
          + "Collections$SynchronizedCollection Collections$SynchronizedRandomAccessList "
          + "Collections$SynchronizedList Collections$SynchronizedSet Collections$SynchronizedSortedSet "
          + "Collections$SynchronizedNavigableSet Collections$SynchronizedMap Collections$SynchronizedSortedMap "
          + "Collections$SynchronizedNavigableMap Collections$SetFromMap Object Lambda Class UUID URI Locale "
          + "Pattern AtomicBoolean AtomicInteger AtomicLong AtomicReference BigDecimal BigInteger BitSet Charset "
          + "Currency StringBuffer StringBuilder byte[] char[] short[] int[] long[] float[] double[] "
          + "boolean[] String[] Object[] Optional OptionalInt OptionalLong OptionalDouble Date Date Time "
          + "Timestamp Duration Instant LocalDate LocalTime LocalDateTime ZoneOffset ZoneId OffsetTime "
          + "OffsetDateTime ZonedDateTime Year YearMonth MonthDay Period";

  @Test
  void numbers_ofJdkClasses_areFixed() {
    TypeFilter filter = TypeFilter.allowAll();
    References references = new References(Encoding.COMPACT);
    JdkSerializer jdk =
        new JdkSerializer(WireFormatTest.class.getClassLoader(), filter, CodecLimits.DEFAULT);
    TypeRules rules = new TypeRules(
        WireFormatTest.class.getClassLoader(), filter, Encoding.COMPACT, references, jdk);
    Kryo kryo = new GraphKryo(new ClassTable(rules), references, 64);

    new FixedTypes(kryo).addAll(rules, references, jdk);

    List<String> numbered = IntStream.iterate(
            FIRST, id -> kryo.getRegistration(id) != null, id -> id + 1)
        .mapToObj(kryo::getRegistration)
        .map(Registration::getType)
        .map(type -> type.getTypeName().replaceFirst("^.*\\.", ""))
        .toList();
    assertThat(numbered).containsExactly(NUMBERED.split(" "));
  }

  @Test
  void bytes_compact_areFixed() {
    assertThat(hex(Encoding.COMPACT, "text")).isEqualTo("000301746578f4");
    assertThat(hex(Encoding.COMPACT, new ArrayList<>(List.of(1, 2)))).isEqualTo("00660102020204");
    assertThat(hex(Encoding.COMPACT, Map.of("k", Samples.Colour.GREEN)))
        .isEqualTo(
            "01ad696f2e6769746875622e6c756e676f2e73657269616c697a6174696f6e2e53616d706c657324436f6c6f7572808201016801010301826b010047524545ce");
    assertThat(hex(Encoding.COMPACT, new Samples.Line("tea", 2)))
        .isEqualTo(
            "01ab696f2e6769746875622e6c756e676f2e73657269616c697a6174696f6e2e53616d706c6573244c696e6580010001017465e104");
  }

  @Test
  void bytes_evolving_areFixed() {
    assertThat(hex(Encoding.EVOLVING, new Samples.Line("tea", 2)))
        .isEqualTo(
            "01ab696f2e6769746875622e6c756e676f2e73657269616c697a6174696f6e2e53616d706c6573244c696e654c70726f647563743b497175616e74697479bb010001050103017465e104");
    assertThat(hex(Encoding.EVOLVING, new Samples.Customer("Ann", null)))
        .isEqualTo(
            "01af696f2e6769746875622e6c756e676f2e73657269616c697a6174696f6e2e53616d706c657324437573746f6d65724c506572736f6e2e6e616d653b4c6e616d653b4c73696e6365bb0100010e010301666f726d616c6c7920416eee05010301416eee00");
  }

  @Test
  @EnabledForJreRange(minVersion = 24)
  void unsafe_newJdk_isLeftAloneAndThePropertyToo() {
    assertThat(hex(Encoding.COMPACT, "x")).isNotEmpty();

    assertThat(System.getProperty("kryo.unsafe")).isNull();
    assertThat(Util.isUnsafeAvailable()).isFalse();
  }

  private static String hex(Encoding encoding, Object value) {
    try (KryoCodec codec = new KryoCodec(
        encoding,
        WireFormatTest.class.getClassLoader(),
        TypeFilter.allowAll(),
        CodecLimits.DEFAULT)) {
      return HexFormat.of().formatHex(codec.encode(value));
    }
  }
}
