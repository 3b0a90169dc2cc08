// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.serializers.DefaultArraySerializers;
import com.esotericsoftware.kryo.kryo5.serializers.DefaultSerializers;
import com.esotericsoftware.kryo.kryo5.serializers.OptionalSerializers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.BitSet;
import java.util.Currency;
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
    addOptionals(references);
    FixedTimes.addTo(this);
  }

  private void addValues(TypeRules rules, JdkSerializer jdk) {
    add(Object.class, new BlankSerializer());
    add(Lambda.class, jdk);
    add(Class.class, new ClassSerializer(rules));
    add(UUID.class, new DefaultSerializers.UUIDSerializer());
    add(URI.class, new DefaultSerializers.URISerializer());
    add(Locale.class, new LocaleSerializer(jdk));
    add(Pattern.class, new DefaultSerializers.PatternSerializer());
    add(AtomicBoolean.class, new DefaultSerializers.AtomicBooleanSerializer());
    add(AtomicInteger.class, new DefaultSerializers.AtomicIntegerSerializer());
    add(AtomicLong.class, new DefaultSerializers.AtomicLongSerializer());
    add(AtomicReference.class, new AtomicReferenceSerializer());
    add(BigDecimal.class, new DefaultSerializers.BigDecimalSerializer());
    add(BigInteger.class, new DefaultSerializers.BigIntegerSerializer());
    add(BitSet.class, new DefaultSerializers.BitSetSerializer());
    add(Charset.class, new DefaultSerializers.CharsetSerializer());
    add(Currency.class, new DefaultSerializers.CurrencySerializer());
    add(StringBuffer.class, new DefaultSerializers.StringBufferSerializer());
    add(StringBuilder.class, new DefaultSerializers.StringBuilderSerializer());
  }

  private void addArrays() {
    add(byte[].class, new DefaultArraySerializers.ByteArraySerializer());
    add(char[].class, new DefaultArraySerializers.CharArraySerializer());
    add(short[].class, new DefaultArraySerializers.ShortArraySerializer());
    add(int[].class, new DefaultArraySerializers.IntArraySerializer());
    add(long[].class, new DefaultArraySerializers.LongArraySerializer());
    add(float[].class, new DefaultArraySerializers.FloatArraySerializer());
    add(double[].class, new DefaultArraySerializers.DoubleArraySerializer());
    add(boolean[].class, new BooleanArraySerializer());
    add(String[].class, new ArraySerializer(String.class));
    add(Object[].class, new ArraySerializer(Object.class));
  }

  private void addOptionals(References references) {
    add(
        Optional.class,
        new RebuiltSerializer<Optional<?>, Object[]>(
            references,
            content -> content.stream().toArray(),
            parts -> parts.length == 0 ? Optional.empty() : Optional.of(parts[0])));
    add(OptionalInt.class, new OptionalSerializers.OptionalIntSerializer());
    add(OptionalLong.class, new OptionalSerializers.OptionalLongSerializer());
    add(OptionalDouble.class, new OptionalSerializers.OptionalDoubleSerializer());
  }
}
