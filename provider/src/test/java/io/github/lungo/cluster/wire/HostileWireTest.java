// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.operation.Counts;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.serialization.Codec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames of somebody who means no good: each is read, or refused by the one exception, and costs little. */
@Timeout(120)
final class HostileWireTest {
  /**
   * A codec that has refused something begins anew the next time, which takes 64 KiB; and of a class that Java serialization
   * describes, the JDK believes that it has up to 32,767 fields, which takes 128 KiB.
   */
  private static final long ALWAYS_ALLOWED = 256 << 10;

  private final WireFixture fixture = new WireFixture();
  private final Invoke<Long, Object, Object> invoke = Invoke.of(new Carried.Append("x"));

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Bytes, and what reads them. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares frames
  private record Frame(byte[] bytes, WireFixture.Reading<?> reading) {}

  /** Returns frames of every kind. */
  private List<Frame> frames() {
    List<Frame> all = new ArrayList<>();
    CacheWire<Long, Object> wire = fixture.receiver;
    for (EntryOperation<Long, Object, ?> operation : fixture.operations()) {
      all.add(new Frame(fixture.bytesOf(operation), wire.operations()::read));
    }
    for (Object result : Arrays.asList(null, true, "text", new Carried.Order("a"))) {
      Answer<Object> answer =
          new Answer<>(result, fixture.stored(new Carried.Order("b")), Counts.HIT_AND_PUT);
      all.add(new Frame(
          WireFixture.written(to -> fixture.sender.answers().write(to, answer)),
          from -> wire.answers().read(from, invoke)));
    }
    for (Throwable failure : List.of(
        new EntryProcessorException("m", new Carried.Spoilt("s", null)),
        new Foreign.Breakdown("b"))) {
      failure.setStackTrace(Arrays.copyOf(failure.getStackTrace(), 2));
      all.add(new Frame(
          WireFixture.written(to -> fixture.sender.failures().write(to, failure)),
          wire.failures()::read));
    }
    return all;
  }

  @Test
  void read_cutShortAnywhere_isRefused() {
    for (Frame frame : frames()) {
      for (int length = 0; length < frame.bytes().length; length++) {
        byte[] part = Arrays.copyOf(frame.bytes(), length);
        assertThat(isRefused(part, frame.reading()))
            .as("the first %d of %s", length, Arrays.toString(frame.bytes()))
            .isTrue();
      }
    }
  }

  @Test
  void read_unknownNumbers_areRefused() {
    byte[] key = fixture.sender.entries().keyBytes(1L, "put");
    for (byte[] operation :
        List.of(new byte[] {9}, new byte[] {1, 7}, new byte[] {3, 7}, new byte[] {1, 1, 0, 9})) {
      assertRefused(
          WireFixture.written(to -> to.writeBytes(key).writeBytes(operation)),
          fixture.receiver.operations()::read);
    }
    assertRefused(new byte[] {9}, fixture.receiver.entries()::readStored);
    assertRefused(new byte[] {9}, from -> fixture.receiver.answers().read(from, invoke));
    assertRefused(new byte[] {9}, fixture.receiver.failures()::read);
  }

  private static void assertRefused(byte[] bytes, WireFixture.Reading<?> reading) {
    assertThatThrownBy(() -> WireFixture.read(bytes, reading))
        .isExactlyInstanceOf(MalformedFrameException.class)
        .hasMessageMatching(".*there is no .* of number [79]");
  }

  @Test
  void read_removeWithTooMuchOrTooLittle_isRefused() {
    byte[] key = fixture.sender.entries().keyBytes(1L, "put");
    byte[] expected = fixture.sender.entries().keyBytes(2L, "put");
    for (int kind = 1; kind <= 6; kind++) {
      for (boolean hasExpected : new boolean[] {false, true}) {
        for (boolean hasVersion : new boolean[] {false, true}) {
          boolean isSound = hasExpected == (kind == 4) && (kind == 6 || hasVersion == (kind == 5));
          byte[] remove = remove(kind, hasExpected ? expected : null, hasVersion);
          byte[] bytes = WireFixture.written(to -> to.writeBytes(key).writeBytes(remove));

          assertThat(isRefused(bytes, fixture.receiver.operations()::read))
              .as("kind %d, expected %s, version %s", kind, hasExpected, hasVersion)
              .isEqualTo(!isSound);
        }
      }
    }
  }

  private static byte[] remove(int kind, byte[] expected, boolean hasVersion) {
    return WireFixture.written(to -> {
      to.writeByte(3).writeByte(kind).writeFlag(expected != null);
      if (expected != null) {
        to.writeBytes(expected);
      }
      to.writeFlag(hasVersion);
      if (hasVersion) {
        to.writeLong(1).writeLong(2);
      }
    });
  }

  private static boolean isRefused(byte[] bytes, WireFixture.Reading<?> reading) {
    try {
      WireFixture.read(bytes, reading);
      return false;
    } catch (MalformedFrameException refusal) {
      return true;
    }
  }

  @Test
  void read_oneByteOfAnotherValue_isReadOrRefusedAndCostsLittle() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int refused = 0;
    for (Frame frame : frames()) {
      for (int place = 0; place < frame.bytes().length; place++) {
        byte[] changed = frame.bytes().clone();
        changed[place] ^= (byte) (1 + random.nextInt(255));
        refused += readAtLittleCost(new Frame(changed, frame.reading()), seed);
      }
    }
    assertThat(refused).as("seed " + seed).isGreaterThan(100);
  }

  /** Returns how often the frame was refused; it is read again if it was dear, as the first time loads classes. */
  private static int readAtLittleCost(Frame frame, long seed) {
    long limit = 16L * frame.bytes().length + ALWAYS_ALLOWED;
    long least = Long.MAX_VALUE;
    boolean refused = false;
    for (int attempt = 0; attempt < 5 && least > limit; attempt++) {
      long before = allocated();
      try {
        refused = isRefused(frame.bytes(), frame.reading());
      } catch (RuntimeException | Error failure) {
        throw new AssertionError("seed " + seed + ": " + Arrays.toString(frame.bytes()), failure);
      }
      least = Math.min(least, allocated() - before);
    }
    if (least > limit) {
      throw new AssertionError(
          "seed " + seed + ": " + least + " bytes allocated for " + Arrays.toString(frame.bytes()));
    }
    return refused ? 1 : 0;
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @Test
  void read_codecThatBreaks_isRefused() {
    byte[] bytes = fixture.bytesOf(invoke);
    List<Error> broken = List.of(
        new OutOfMemoryError("heap"), new StackOverflowError("stack"), new AssertionError("other"));
    for (Error failure : broken) {
      Codec codec = new Codec() {
        @Override
        public byte[] encode(Object value) {
          return new byte[0];
        }

        @Override
        public Object decode(byte[] encoded) {
          throw failure;
        }

        @Override
        public void close() {}
      };
      CacheWire<Long, Object> wire = CacheWire.of("orders", Long.class, Object.class, codec);

      assertThatThrownBy(() -> WireFixture.read(bytes, wire.operations()::read))
          .isExactlyInstanceOf(MalformedFrameException.class)
          .hasMessage("cache 'orders': the key cannot be read here: " + failure.getMessage())
          .hasCause(failure);
    }
  }

  @Test
  void frames_together_areOfEveryOperation() {
    List<String> kinds = new ArrayList<>();
    fixture.operations().forEach(one -> kinds.add(one.getClass().getSimpleName()));

    assertThat(kinds).contains("Put", "Replace", "Remove", "Invoke");
  }
}
