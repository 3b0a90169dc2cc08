// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.JapaneseDate;
import java.time.chrono.ThaiBuddhistDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** Values of the JDK that are no collections. */
@SuppressWarnings({"JavaUtilDate", "JdkObsolete", "UnnecessaryStringBuilder"
}) // a mutable value, as users have them
final class JdkRoundTrips {

  private JdkRoundTrips() {}

  static List<RoundTrip> all() {
    List<RoundTrip> all = new ArrayList<>();
    addSimple(all);
    addNumbers(all);
    addArrays(all);
    addTime(all);
    addOthers(all);
    addClasses(all);
    return all;
  }

  private static void addSimple(List<RoundTrip> all) {
    for (Object value : new Object[] {
      1,
      -1,
      Integer.MIN_VALUE,
      1L,
      Long.MAX_VALUE,
      (short) -3,
      (byte) -128,
      'x',
      'ÿ',
      true,
      false,
      1.5f,
      Float.NaN,
      -0.0d,
      Double.MIN_VALUE,
      "",
      "ascii",
      "Grüße",
      "🎉 \u0000",
      "x".repeat(5000),
      "é".repeat(5000)
    }) {
      String text = String.valueOf(value);
      all.add(RoundTrip.same(
          value.getClass().getSimpleName() + " "
              + (text.length() > 20 ? text.length() + " chars" : text),
          value));
    }
  }

  private static void addNumbers(List<RoundTrip> all) {
    for (String number : List.of(
        "0", "1", "10", "-1", "123456789012345678901234567890", "-170141183460469231731687")) {
      all.add(RoundTrip.same("BigInteger " + number, new BigInteger(number)));
    }
    for (String number :
        List.of("0", "0.00", "1", "1E+10", "-1.50", "12345678901234567890.123456789", "1E-400")) {
      all.add(RoundTrip.same("BigDecimal " + number, new BigDecimal(number)));
    }
    all.add(RoundTrip.checked(
        "AtomicInteger", new AtomicInteger(5), (a, b) -> assertThat(b).hasValue(a.get())));
    all.add(RoundTrip.checked(
        "AtomicLong", new AtomicLong(5), (a, b) -> assertThat(b).hasValue(a.get())));
    all.add(RoundTrip.checked(
        "AtomicBoolean", new AtomicBoolean(true), (a, b) -> assertThat(b).isTrue()));
    all.add(RoundTrip.checked(
        "AtomicReference",
        new AtomicReference<>(new Samples.Person("Ann")),
        (a, b) -> assertThat(b).hasValue(a.get())));
    all.add(RoundTrip.checked(
        "AtomicLongArray",
        new AtomicLongArray(new long[] {1, 2}),
        (a, b) -> assertThat(b.get(1)).isEqualTo(2)));
    all.add(RoundTrip.checked(
        "Random", new Random(5), (a, b) -> assertThat(javaForm(b)).isEqualTo(javaForm(a))));
  }

  private static byte[] javaForm(Object object) {
    return new JdkSerializer(
            ClassLoader.getSystemClassLoader(), TypeFilter.allowAll(), CodecLimits.DEFAULT)
        .toBytes(object);
  }

  private static void addArrays(List<RoundTrip> all) {
    for (Object array : new Object[] {
      new byte[] {1, -1},
      new byte[0],
      new char[] {'a'},
      new short[] {-1},
      new int[] {1, -1, 1 << 30},
      new long[] {Long.MIN_VALUE},
      new float[] {1f},
      new double[] {Double.NaN},
      new boolean[] {true, false},
      new String[] {"a", null, "a"},
      new Object[] {1, null, "x", new int[] {1}},
      new Integer[] {1, null},
      new int[][] {{1}, null, {2, 3}},
      new String[][][] {{{"a"}}, {}},
      new Samples.Line[] {new Samples.Line("a", 1), null},
      new Samples.Person[] {new Samples.Person("a")},
      new Samples.Colour[] {Samples.Colour.RED, null},
      new Object[0],
      new List<?>[] {List.of(1)},
      new Object[100],
      new Number[] {1, 2L}
    }) {
      all.add(RoundTrip.checked(
          array.getClass().getTypeName(),
          array,
          (a, b) -> assertThat(Objects.deepEquals(a, b)).isTrue()));
    }
  }

  private static void addTime(List<RoundTrip> all) {
    Instant instant = Instant.parse("2024-02-29T12:34:56.123456789Z");
    for (Object value : new Object[] {
      instant,
      Instant.MIN,
      LocalDate.MAX,
      LocalTime.MAX,
      LocalDateTime.MIN,
      Duration.ofNanos(-1),
      Period.of(1, -2, 3),
      Year.of(-5),
      YearMonth.of(2024, 2),
      MonthDay.of(2, 29),
      DayOfWeek.FRIDAY,
      ZoneOffset.ofHoursMinutes(5, 30),
      ZoneOffset.UTC,
      ZoneId.of("Europe/Paris"),
      ZoneId.of("UTC+01:00"),
      instant.atZone(ZoneId.of("Asia/Tokyo")),
      ZonedDateTime.ofInstant(instant, ZoneOffset.UTC),
      OffsetDateTime.MAX,
      OffsetTime.MIN,
      JapaneseDate.of(2024, 2, 29),
      ThaiBuddhistDate.of(2567, 2, 28),
      new Date(-1),
      new java.sql.Date(1),
      new java.sql.Time(2),
      timestamp(),
      TimeZone.getTimeZone("America/New_York"),
      new SimpleTimeZone(3_600_000, "Mine")
    }) {
      all.add(RoundTrip.same(value.getClass().getSimpleName() + " " + value, value));
    }
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.GERMANY);
    calendar.setTimeInMillis(5);
    all.add(RoundTrip.same("GregorianCalendar", calendar));
    all.add(RoundTrip.same(
        "BuddhistCalendar", Calendar.getInstance(Locale.forLanguageTag("th-TH-u-ca-buddhist"))));
  }

  private static Timestamp timestamp() {
    Timestamp timestamp = new Timestamp(-1500);
    timestamp.setNanos(123_456_789);
    return timestamp;
  }

  private static void addOthers(List<RoundTrip> all) {
    BitSet bits = new BitSet();
    bits.set(3);
    bits.set(1000);
    for (Object value : new Object[] {
      Optional.of("x"),
      Optional.empty(),
      OptionalInt.of(1),
      OptionalInt.empty(),
      OptionalLong.of(2),
      OptionalDouble.of(3),
      Currency.getInstance("EUR"),
      StandardCharsets.UTF_8,
      StandardCharsets.ISO_8859_1,
      bits,
      UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"),
      URI.create("http://user@host:80/p%20q?x=ü#f"),
      URI.create("mailto:a@b"),
      new File("a/b"),
      TimeUnit.DAYS,
      Locale.ROOT,
      Locale.US,
      Locale.forLanguageTag("zh-Hant-TW-u-ca-roc"),
      locale("ja", "JP", "JP"),
      locale("no", "NO", "NY"),
      locale("de", "", "POSIX_x"),
      address(),
      new InetSocketAddress(address(), 5)
    }) {
      all.add(RoundTrip.same(value.getClass().getSimpleName() + " " + value, value));
    }
    all.add(RoundTrip.checked(
        "URL", url(), (a, b) -> assertThat(b.toExternalForm()).isEqualTo(a.toExternalForm())));
    all.add(RoundTrip.checked(
        "Pattern", Pattern.compile("a+", Pattern.CASE_INSENSITIVE | Pattern.DOTALL), (a, b) -> {
          assertThat(b.pattern()).isEqualTo(a.pattern());
          assertThat(b.flags()).isEqualTo(a.flags());
        }));
    all.add(RoundTrip.checked(
        "StringBuilder", new StringBuilder("é"), (a, b) -> assertThat(b).hasToString("é")));
    all.add(RoundTrip.checked(
        "StringBuffer", new StringBuffer("b"), (a, b) -> assertThat(b).hasToString("b")));
    all.add(RoundTrip.checked("Object", new Object(), (a, b) -> assertThat(b).isNotSameAs(a)));
    all.add(RoundTrip.checked(
        "ReentrantLock",
        new ReentrantLock(true),
        (a, b) -> assertThat(b.isFair()).isTrue()));
    all.add(RoundTrip.checked(
        "IllegalStateException",
        new IllegalStateException("why", new RuntimeException("cause")),
        (a, b) -> {
          assertThat(b).hasMessage("why").hasRootCauseMessage("cause");
          assertThat(b.getStackTrace()).isEqualTo(a.getStackTrace());
        }));
  }

  @SuppressWarnings("deprecation")
  private static Locale locale(String language, String country, String variant) {
    return new Locale(language, country, variant);
  }

  private static InetAddress address() {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("deprecation")
  private static URL url() {
    try {
      return new URL("http://localhost/x?y=z");
    } catch (java.net.MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  private static void addClasses(List<RoundTrip> all) {
    for (Class<?> type : List.of(
        int.class,
        void.class,
        int[].class,
        String.class,
        String[][].class,
        IllegalStateException.class,
        List.class,
        Samples.Order.class,
        Samples.Colour.class,
        Samples.Line[].class,
        Class.class,
        java.util.Map.Entry.class)) {
      all.add(RoundTrip.identical("Class " + type.getTypeName(), type));
    }
  }
}
