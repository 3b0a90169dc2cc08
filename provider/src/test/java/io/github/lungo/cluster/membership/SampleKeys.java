// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key of every kind that can be hashed, each with a name. */
@SuppressWarnings({"JavaUtilDate", "JavaInstantGetSecondsGetNano"}) // keys of all kinds
final class SampleKeys {
  private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000, 123_456_789);
  private static final ZoneId ZONE = ZoneId.of("Europe/Rome");

  private SampleKeys() {}

  /** An enum one of whose constants has a class of its own. */
  enum Roast {
    LIGHT,
    DARK {
      @Override
      boolean isBitter() {
        return true;
      }
    };

    boolean isBitter() {
      return false;
    }
  }

  /** A key of parts, one of them an enum, whose own hashCode differs from JVM to JVM. */
  record Order(String name, int size, double price, Roast roast, List<Order> parts) {}

  /** A record that decides itself what is equal. */
  record Name(String text) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Name name && name.text.equalsIgnoreCase(text);
    }

    @Override
    public int hashCode() {
      return text.toLowerCase(Locale.ROOT).hashCode();
    }
  }

  /** An ordinary class. */
  static class Point {
    private final int x;

    Point(int x) {
      this.x = x;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Point point && point.x == x;
    }

    @Override
    public int hashCode() {
      return x * 7;
    }
  }

  /** Inherits its hashCode, though not that of Object. */
  static final class NamedPoint extends Point {
    NamedPoint(int x) {
      super(x);
    }
  }

  /** Returns the keys, made anew. */
  static Map<String, Object> all() {
    Map<String, Object> keys = new LinkedHashMap<>();
    putValues(keys);
    putTimes(keys);
    putParts(keys);
    return keys;
  }

  private static void putValues(Map<String, Object> keys) {
    keys.put("String", "user:1");
    keys.put("String, empty", "");
    keys.put("String, not ASCII", "caffè ☕ \uD83D\uDE00");
    keys.put("Boolean", true);
    keys.put("Character", 'ß');
    keys.put("Byte", (byte) -1);
    keys.put("Short", (short) 300);
    keys.put("Integer", 42);
    keys.put("Integer, negative", -42);
    keys.put("Long", 1L << 40);
    keys.put("Float", 1.5f);
    keys.put("Double", -0.0);
    keys.put("Double, no number", Double.NaN);
    keys.put("BigInteger", BigInteger.TWO.pow(100).negate());
    keys.put("BigDecimal", new BigDecimal("1.0"));
    keys.put("BigDecimal, other scale", new BigDecimal("1.00"));
    keys.put("BigDecimal, large", new BigDecimal("12345678901234567890.12"));
    keys.put("UUID", new UUID(1, 2));
    keys.put("Locale", Locale.forLanguageTag("sl-Latn-IT-nedis-u-ca-buddhist"));
    keys.put("Currency", Currency.getInstance("EUR"));
    keys.put("URI", URI.create("HTTP://me@Host:80/a%2Fb?q#f"));
    keys.put("URI, opaque", URI.create("mailto:a@b.example"));
    keys.put("URI, registry", URI.create("x://a_b:c/p"));
    keys.put("Class", Order.class);
    keys.put("Class, primitive", int.class);
    keys.put("enum", Roast.LIGHT);
    keys.put("enum with a body", Roast.DARK);
    keys.put("BitSet", BitSet.valueOf(new long[] {5, 6}));
    keys.put("OptionalLong", OptionalLong.of(3));
    keys.put("Charset", StandardCharsets.UTF_8);
    keys.put("own hashCode", new Point(3));
    keys.put("inherited hashCode", new NamedPoint(4));
    keys.put("record with own hashCode", new Name("Ann"));
  }

  private static void putTimes(Map<String, Object> keys) {
    LocalDateTime local = LocalDateTime.ofInstant(TIME, ZoneOffset.UTC);
    Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone(ZONE), Locale.ROOT);
    calendar.setTimeInMillis(TIME.toEpochMilli());
    Timestamp timestamp = new Timestamp(TIME.toEpochMilli());
    timestamp.setNanos(TIME.getNano());
    keys.put("Date", new Date(TIME.toEpochMilli()));
    keys.put("Timestamp", timestamp);
    keys.put("Calendar", calendar);
    keys.put("TimeZone", TimeZone.getTimeZone(ZONE));
    keys.put("Instant", TIME);
    keys.put("Duration", Duration.ofMillis(-1_234));
    keys.put("Period", Period.of(1, -2, 3));
    keys.put("Year", Year.of(2026));
    keys.put("YearMonth", YearMonth.of(2026, 2));
    keys.put("MonthDay", MonthDay.of(2, 29));
    keys.put("DayOfWeek", DayOfWeek.FRIDAY);
    keys.put("LocalDate", LocalDate.of(2026, 2, 3));
    keys.put("LocalTime", LocalTime.of(4, 5, 6, 7));
    keys.put("LocalDateTime", local);
    keys.put("OffsetTime", OffsetTime.of(local.toLocalTime(), ZoneOffset.ofHours(2)));
    keys.put("OffsetDateTime", OffsetDateTime.of(local, ZoneOffset.ofHours(2)));
    keys.put("ZonedDateTime", ZonedDateTime.of(local, ZONE));
    keys.put("ZoneId", ZONE);
    keys.put("ZoneOffset", ZoneOffset.ofHoursMinutes(-3, -30));
  }

  private static void putParts(Map<String, Object> keys) {
    List<Object> withNull = new ArrayList<>(List.of("a", 1));
    withNull.add(null);
    Map<Roast, Object> roasts = new EnumMap<>(Roast.class);
    roasts.put(Roast.DARK, List.of(1));
    Set<Object> roastSet = new HashSet<>(List.of(Roast.values()));
    roastSet.add(DayOfWeek.MONDAY);
    keys.put("record", new Order("a", 1, 2.5, Roast.DARK, List.of()));
    keys.put(
        "record of records",
        new Order("b", 2, 0, Roast.LIGHT, List.of(new Order("c", 3, 1, Roast.DARK, List.of()))));
    keys.put("List", List.of("a", Roast.DARK, 2L));
    keys.put("List, empty", List.of());
    keys.put("List with null", withNull);
    keys.put("Set", Set.of("a", "b", "c", "d", "e", "f"));
    keys.put("Set of enums", roastSet);
    keys.put("Set of sets", Set.of(Set.of(1, 2), Set.of(3), Set.of()));
    keys.put("Map", Map.of("a", 1, "b", 2, "c", 3, "d", 4));
    keys.put("Map of enums", roasts);
    keys.put("Map, empty", Map.of());
    keys.put("Map.Entry", Map.entry("a", Roast.LIGHT));
    keys.put("Optional", Optional.of(Roast.DARK));
    keys.put("Optional, empty", Optional.empty());
    keys.put("Object[]", new Object[] {"a", null, Roast.DARK});
    keys.put("String[][]", new String[][] {{"a"}, {}});
    keys.put("boolean[]", new boolean[] {true});
    keys.put("char[]", new char[] {'a'});
    keys.put("byte[]", new byte[] {1, -1});
    keys.put("short[]", new short[] {1, -1});
    keys.put("int[]", new int[] {1, -1});
    keys.put("long[]", new long[] {1, -1});
    keys.put("float[]", new float[] {1, -1});
    keys.put("double[]", new double[] {1, -1});
  }
}
