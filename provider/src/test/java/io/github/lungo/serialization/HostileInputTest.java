// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.kryo5.io.Output;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
final class HostileInputTest {

  private static final long SEED = 20_240_229;

  private static final int[] LENGTHS = {
    1 << 20, 100_000_000, Integer.MAX_VALUE - 8, Integer.MAX_VALUE, -1, Integer.MIN_VALUE
  };

  /** Empty values, whose encoding ends with their length. */
  @SuppressWarnings("JdkObsolete")
  static Stream<Arguments> lengthLast() {
    List<Object> values = List.of(
        new byte[0],
        new char[0],
        new short[0],
        new int[0],
        new long[0],
        new float[0],
        new double[0],
        new boolean[0],
        new Object[0],
        new String[0],
        new Integer[0],
        new int[0][],
        new Samples.Line[0],
        new ArrayList<>(),
        new HashSet<>(),
        new ArrayDeque<>(),
        new Vector<>(),
        new HashMap<>(),
        new IdentityHashMap<>(),
        new ConcurrentHashMap<>(),
        new TreeMap<>(),
        new PriorityQueue<>(),
        new BitSet(),
        ConcurrentHashMap.newKeySet(),
        Arrays.asList());
    return values.stream()
        .flatMap(value -> Stream.of(Encoding.values())
            .map(encoding -> Arguments.of(encoding, value.getClass().getTypeName(), value)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("lengthLast")
  void decode_hugeLength_isRefusedBeforeAnythingIsAllocated(
      Encoding encoding, String name, Object empty) {
    try (KryoCodec codec = codec(encoding)) {
      byte[] bytes = codec.encode(empty);
      for (int length : LENGTHS) {
        assertRefusedCheaply(codec, withEnd(bytes, 1, length, false));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("UnnecessaryStringBuilder")
  void decode_hugeStringOrNumber_isRefusedBeforeAnythingIsAllocated(Encoding encoding) {
    try (KryoCodec codec = codec(encoding)) {
      byte[] string = codec.encode("é");
      byte[] number = codec.encode(new BigInteger("1"));
      byte[] builder = codec.encode(new StringBuilder("é"));
      byte[] exception = codec.encode(new AtomicLongArray(0));
      for (int length : LENGTHS) {
        assertRefusedCheaply(codec, withEnd(string, 3, length, true));
        assertRefusedCheaply(codec, withEnd(builder, 3, length, true));
        assertRefusedCheaply(codec, withEnd(number, 2, length, false));
        assertRefusedCheaply(
            codec, withEnd(Arrays.copyOf(exception, exception.length - 100), 0, length, false));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_hugeTable_isRefusedBeforeAnythingIsAllocated(Encoding encoding) {
    try (KryoCodec codec = codec(encoding)) {
      for (int length : LENGTHS) {
        assertRefusedCheaply(codec, withEnd(new byte[0], 0, length, false)); // number of classes
        assertRefusedCheaply(
            codec, withEnd(new byte[] {1}, 0, length, true)); // length of a class name
        assertRefusedCheaply(
            codec, withEnd(new byte[] {1, (byte) 0x81}, 0, length, true)); // length of its fields
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_hugeArrayInsideJavaSerialization_isRefusedBeforeAnythingIsAllocated(
      Encoding encoding) {
    try (KryoCodec codec = codec(encoding)) {
      byte[] bytes = codec.encode(new AtomicLongArray(new long[] {0x1234_5678_9abc_def0L}));
      int length = indexOf(bytes, new byte[] {0, 0, 0, 1, 0x12, 0x34, 0x56, 0x78});
      for (int shift : new int[] {0, 1, 2}) {
        byte[] bomb = bytes.clone();
        bomb[length + shift] = 0x7f;
        assertRefusedCheaply(codec, bomb);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_deepNesting_isRefused(Encoding encoding) {
    Object nested = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      nested = new ArrayList<>(Collections.singletonList(nested));
    }
    byte[] bytes;
    Object deepest = nested;
    Object[] result = new Object[1];
    Thread writer =
        new Thread(null, () -> result[0] = encodeDeeply(encoding, deepest), "deep", 1 << 30);
    writer.start();
    join(writer);
    bytes = (byte[]) result[0];

    try (KryoCodec codec = codec(encoding)) {
      assertThatThrownBy(() -> codec.decode(bytes))
          .isExactlyInstanceOf(SerializationException.class)
          .hasMessageContaining("nests deeper than 64 levels");
    }
  }

  private static byte[] encodeDeeply(Encoding encoding, Object value) {
    try (KryoCodec codec = new KryoCodec(
        encoding,
        HostileInputTest.class.getClassLoader(),
        TypeFilter.allowAll(),
        new CodecLimits(4 << 20, 100_000))) {
      return codec.encode(value);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_truncatedAnywhere_isRefused(Encoding encoding) {
    try (KryoCodec codec = codec(encoding)) {
      for (Object value : victims()) {
        byte[] bytes = codec.encode(value);
        for (int length = 0; length < bytes.length; length++) {
          byte[] part = Arrays.copyOf(bytes, length);

          assertThatThrownBy(() -> codec.decode(part))
              .isExactlyInstanceOf(SerializationException.class);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_trailingByte_isRefused(Encoding encoding) {
    try (KryoCodec codec = codec(encoding)) {
      byte[] bytes = codec.encode("text");

      assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
          .isExactlyInstanceOf(SerializationException.class)
          .hasMessageContaining("1 bytes are left over");
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_randomCorruption_onlyEverThrowsOneType(Encoding encoding) {
    Random random = new Random(SEED);
    int refused = 0;
    long most = 0;
    try (KryoCodec codec = codec(encoding)) {
      List<byte[]> victims = victims().stream().map(codec::encode).toList();
      for (int round = 0; round < 20_000; round++) {
        byte[] bytes = victims.get(round % victims.size()).clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        long before = allocated();
        try {
          assertThat(codec.decode(bytes)).isNotNull();
        } catch (SerializationException e) {
          refused++;
        } catch (Throwable e) {
          throw new AssertionError(
              "seed " + SEED + ", round " + round + ": " + Arrays.toString(bytes), e);
        }
        if (round >= 2_000) { // class loading comes first
          most = Math.max(most, allocated() - before);
        }
      }
      for (Object value : victims()) {
        assertThat(codec.decode(codec.encode(value))).isNotNull();
      }
    }
    assertThat(refused).isGreaterThan(10_000);
    assertThat(most).isLessThan(4 << 20);
  }

  @ParameterizedTest
  @EnumSource
  void decode_randomBytes_onlyEverThrowsOneType(Encoding encoding) {
    Random random = new Random(SEED);
    try (KryoCodec codec = codec(encoding)) {
      for (int round = 0; round < 5_000; round++) {
        byte[] bytes = new byte[1 + random.nextInt(60)];
        random.nextBytes(bytes);
        bytes[0] = (byte) random.nextInt(2);
        try {
          assertThat(codec.decode(bytes)).isNotNull();
        } catch (SerializationException e) {
          assertThat(e).hasMessageStartingWith("cannot decode ");
        }
      }
    }
  }

  private static List<Object> victims() {
    TreeMap<String, Object> sorted = new TreeMap<>(Comparator.reverseOrder());
    sorted.put("k", List.of(1, 2.0, 'c', Samples.Colour.GREEN));
    Samples.SerializableSupplier<String> lambda = () -> "x";
    return List.of(
        Samples.Order.sample(),
        sorted,
        new Samples.Box<>(new Samples.Box<>("nested")),
        new Object[] {new int[] {1, 2}, new BitSet(), Map.of("a", 1), "shared", "shared"},
        new ArrayList<>(List.of(
            java.time.Instant.EPOCH,
            java.util.Locale.US,
            java.util.UUID.randomUUID(),
            String.class)),
        new IllegalStateException("why"),
        lambda,
        Collections.unmodifiableList(new ArrayList<>(List.of("a", "b"))));
  }

  /** Replaces the last bytes by a length, as a plain number or as that of a string. */
  private static byte[] withEnd(byte[] bytes, int drop, int length, boolean ofString) {
    Output output = new Output(bytes.length + 10, -1);
    output.writeBytes(bytes, 0, bytes.length - drop);
    if (ofString) {
      output.writeVarIntFlag(true, length, true);
    } else {
      output.writeVarInt(length, true);
    }
    output.writeBytes(new byte[] {1, 2, 3, 4});
    return output.toBytes();
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i <= bytes.length - part.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }

  /** The least of a few tries, for the first one may load classes. */
  private static void assertRefusedCheaply(KryoCodec codec, byte[] bytes) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long before = allocated();
      assertThatThrownBy(() -> codec.decode(bytes))
          .isExactlyInstanceOf(SerializationException.class);
      least = Math.min(least, allocated() - before);
    }
    assertThat(least).isLessThan(512 << 10);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static KryoCodec codec(Encoding encoding) {
    return new KryoCodec(
        encoding,
        HostileInputTest.class.getClassLoader(),
        TypeFilter.allowAll(),
        CodecLimits.DEFAULT);
  }
}
