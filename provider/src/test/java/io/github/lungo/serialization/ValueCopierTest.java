// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({
  "ArrayRecordComponent",
  "JavaUtilDate",
  "UnnecessaryStringBuilder",
  "UnusedVariable"
}) // as users write them
final class ValueCopierTest {

  private final KryoCodec codec = new KryoCodec(ValueCopierTest.class.getClassLoader());
  private final ValueCopier copier = ValueCopier.byValue(codec);

  private record Flat(
      int id, String name, UUID key, Samples.Colour colour, Instant when, ZoneId zone) {}

  private record Nested(Flat flat, Nested next, Locale locale) {}

  private record WithDate(Date date) {}

  private record WithArray(int[] numbers) {}

  private record WithDecimal(BigDecimal amount) {}

  private record Generic<T>(T content) {}

  private static final class Custom extends BigDecimal {
    private static final long serialVersionUID = 1L;

    int mutable;

    Custom() {
      super(1);
    }
  }

  static List<Object> immutables() {
    return List.of(
        "text",
        1,
        2L,
        (short) 3,
        (byte) 4,
        'c',
        1f,
        2d,
        true,
        BigDecimal.TEN,
        BigInteger.TEN,
        UUID.randomUUID(),
        URI.create("a:b"),
        Samples.Colour.RED,
        Samples.Colour.GREEN,
        TimeUnit.DAYS,
        LocalDate.MIN,
        Instant.EPOCH,
        Duration.ZERO,
        Period.ZERO,
        ZonedDateTime.now(ZoneId.of("Europe/Paris")),
        ZoneId.of("Asia/Tokyo"),
        DayOfWeek.MONDAY,
        String.class,
        Locale.ROOT,
        Currency.getInstance("EUR"),
        StandardCharsets.UTF_8,
        new Flat(1, "n", new UUID(1, 2), Samples.Colour.GREEN, Instant.EPOCH, ZoneId.of("UTC")),
        new Nested(null, new Nested(null, null, Locale.ROOT), Locale.US),
        new Samples.Line("x", 1));
  }

  static List<Object> mutables() {
    return List.of(
        new byte[] {1},
        new int[] {1},
        new Date(5),
        new ArrayList<>(List.of("a")),
        List.of("a"),
        new StringBuilder("x"),
        new AtomicInteger(1),
        new Samples.Person("x"),
        new WithDate(new Date(1)),
        new WithArray(new int[] {1}),
        new WithDecimal(BigDecimal.ONE),
        new Generic<>("x"),
        Optional.of("x"),
        new Custom());
  }

  @AfterEach
  void close() {
    codec.close();
  }

  @ParameterizedTest
  @MethodSource("immutables")
  void toStored_immutable_isTheSameObject(Object value) {
    assertThat(copier.isImmutable(value.getClass())).isTrue();
    assertThat(copier.toStored(value)).isSameAs(value);
    assertThat(copier.fromStored(value)).isSameAs(value);
    assertThat(copier.copy(value)).isSameAs(value);
    assertThat(copier.encodedSize(value)).isPositive();
  }

  @ParameterizedTest
  @MethodSource("mutables")
  void toStored_mutable_isEncoded(Object value) {
    Object stored = copier.toStored(value);
    Object copy = copier.fromStored(stored);

    assertThat(copier.isImmutable(value.getClass())).isFalse();
    assertThat(stored).isInstanceOf(byte[].class).isNotSameAs(value);
    assertThat(copy).isNotSameAs(value).hasSameClassAs(value);
    assertThat(copier.fromStored(stored)).isNotSameAs(copy);
    assertThat(copier.copy(value)).isNotSameAs(value);
    assertThat(copier.encodedSize(value)).isEqualTo(((byte[]) stored).length);
  }

  @Test
  void fromStored_callerChangesTheValue_isUnchanged() {
    Date date = new Date(5);
    Object stored = copier.toStored(date);

    date.setTime(6);
    ((Date) copier.fromStored(stored)).setTime(7);

    assertThat(copier.fromStored(stored)).isEqualTo(new Date(5));
  }

  @Test
  void fromStored_byteArray_isItsContent() {
    byte[] value = {1, 2, 3};

    assertThat((byte[]) copier.fromStored(copier.toStored(value)))
        .isEqualTo(value)
        .isNotSameAs(value);
  }

  @Test
  void fromStored_immutable_allocatesNothing() {
    Object[] stored = immutables().toArray();

    assertThat(allocatedBy(() -> {
          for (int i = 0; i < 100_000; i++) {
            consume(copier.fromStored(stored[i % stored.length]));
          }
        }))
        .isLessThan(10_000);
  }

  @Test
  void toStored_immutable_allocatesNothing() {
    Object[] values = immutables().toArray();

    assertThat(allocatedBy(() -> {
          for (int i = 0; i < 100_000; i++) {
            consume(copier.toStored(values[i % values.length]));
          }
        }))
        .isLessThan(10_000);
  }

  private static void consume(Object value) {
    if (value.getClass() == Void.class) {
      throw new AssertionError();
    }
  }

  /** Returns the least of a few runs: the first ones also compile and load. */
  private static long allocatedBy(Runnable action) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      action.run();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  @ParameterizedTest
  @MethodSource("immutables")
  void forCluster_immutable_isSharedIfEveryMemberHasItsClass(Object value) {
    ValueCopier cluster = ValueCopier.forCluster(codec);
    String name = value.getClass().getName();

    Object stored = cluster.toStored(value);

    if (name.startsWith("java.") && !(value instanceof Class<?>)) {
      assertThat(stored).isSameAs(value);
    } else {
      assertThat(stored).isInstanceOf(byte[].class);
    }
    assertThat(cluster.fromStored(stored)).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("mutables")
  void forCluster_mutable_isEncoded(Object value) {
    assertThat(ValueCopier.forCluster(codec).toStored(value)).isInstanceOf(byte[].class);
  }

  @Test
  void forCluster_classThatIsNotAllowed_isRefusedEvenIfImmutable() {
    try (KryoCodec filtered =
        KryoCodec.forCluster(getClass().getClassLoader(), TypeFilter.of(List.of()))) {
      ValueCopier cluster = ValueCopier.forCluster(filtered);

      assertThatThrownBy(() -> cluster.toStored(Samples.Colour.RED))
          .isExactlyInstanceOf(SerializationException.class)
          .hasMessage(
              "cannot encode %1$s: %1$s is not allowed; add it, or its package, to the"
                  + " configuration: lungo.cluster.allow = [\"%1$s\"]",
              Samples.Colour.class.getName());
    }
  }

  @Test
  void byReference_mutable_isTheSameObject() {
    ValueCopier reference = ValueCopier.byReference();
    byte[] bytes = {1};
    Date date = new Date(5);

    assertThat(reference.toStored(date)).isSameAs(date);
    assertThat(reference.fromStored(bytes)).isSameAs(bytes);
    assertThat(reference.copy(date)).isSameAs(date);
    assertThatThrownBy(() -> reference.encodedSize(date))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void copy_domainTypesOfTheTck_keepNonSerializableState() {
    Samples.Beagle beagle = new Samples.Beagle();
    beagle.name = "Snoopy";
    beagle.collars.add(new Samples.Collar("red"));

    Samples.Beagle copy = copier.copy(beagle);
    beagle.collars.get(0).tag = "blue";

    assertThat(copy.name).isEqualTo("Snoopy");
    assertThat(copy.collars)
        .singleElement()
        .satisfies(collar -> assertThat(collar.tag).isEqualTo("red"));
  }
}
