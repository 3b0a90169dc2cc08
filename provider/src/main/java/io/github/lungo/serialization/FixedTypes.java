// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.serializers.DefaultArraySerializers;
import com.esotericsoftware.kryo.kryo5.serializers.DefaultSerializers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
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
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * The JDK classes that have a number on the wire and a serializer of their own. The order below is the wire format:
 * append only, and never depend on the JDK's version.
 */
final class FixedTypes {

  private static final int FIRST = 100;

  private static final List<Class<?>> BY_KRYO = List.of(
      BigDecimal.class,
      BigInteger.class,
      BitSet.class,
      Charset.class,
      Currency.class,
      Date.class,
      java.sql.Date.class,
      java.sql.Time.class,
      StringBuffer.class,
      StringBuilder.class,
      java.net.URL.class,
      Optional.class,
      OptionalInt.class,
      OptionalLong.class,
      OptionalDouble.class,
      Duration.class,
      Instant.class,
      LocalDate.class,
      LocalTime.class,
      LocalDateTime.class,
      ZoneOffset.class,
      ZoneId.class,
      OffsetTime.class,
      OffsetDateTime.class,
      ZonedDateTime.class,
      Year.class,
      YearMonth.class,
      MonthDay.class,
      Period.class);

  private final Kryo kryo;
  private int next = FIRST;

  FixedTypes(Kryo kryo) {
    this.kryo = kryo;
  }

  void add(Class<?> type, Serializer<?> serializer) {
    kryo.register(type, serializer, next++);
  }

  /** Adds all classes that have a number. */
  void addAll(TypeRules rules, References references, JdkSerializer jdk) {
    FixedCollections.addTo(this, references, jdk);
    addValues(rules, jdk);
    addArrays();
    BY_KRYO.forEach(type -> add(type, kryo.getDefaultSerializer(type)));
  }

  private void addValues(TypeRules rules, JdkSerializer jdk) {
    add(Object.class, new BlankSerializer());
    add(Lambda.class, jdk);
    add(Class.class, new ClassSerializer(rules));
    add(UUID.class, new DefaultSerializers.UUIDSerializer());
    add(URI.class, new DefaultSerializers.URISerializer());
    add(Locale.class, new LocaleSerializer(jdk));
    add(Pattern.class, new DefaultSerializers.PatternSerializer());
    add(java.sql.Timestamp.class, new DefaultSerializers.TimestampSerializer());
    add(AtomicBoolean.class, new DefaultSerializers.AtomicBooleanSerializer());
    add(AtomicInteger.class, new DefaultSerializers.AtomicIntegerSerializer());
    add(AtomicLong.class, new DefaultSerializers.AtomicLongSerializer());
    add(AtomicReference.class, new DefaultSerializers.AtomicReferenceSerializer());
  }

  private void addArrays() {
    add(byte[].class, new DefaultArraySerializers.ByteArraySerializer());
    add(char[].class, new DefaultArraySerializers.CharArraySerializer());
    add(short[].class, new DefaultArraySerializers.ShortArraySerializer());
    add(int[].class, new DefaultArraySerializers.IntArraySerializer());
    add(long[].class, new DefaultArraySerializers.LongArraySerializer());
    add(float[].class, new DefaultArraySerializers.FloatArraySerializer());
    add(double[].class, new DefaultArraySerializers.DoubleArraySerializer());
    add(boolean[].class, new DefaultArraySerializers.BooleanArraySerializer());
    add(String[].class, new ArraySerializer(String.class));
    add(Object[].class, new ArraySerializer(Object.class));
  }
}
