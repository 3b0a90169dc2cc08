// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CoderPoolTest {

  private final AtomicInteger made = new AtomicInteger();
  private final CoderPool pool = new CoderPool(() -> {
    made.incrementAndGet();
    return new Coder(
        CoderPoolTest.class.getClassLoader(),
        TypeFilter.allowAll(),
        Encoding.COMPACT,
        CodecLimits.DEFAULT);
  });

  @Test
  void take_givenBack_isTheSameCoder() {
    Coder coder = pool.take();
    pool.give(coder);

    assertThat(pool.take()).isSameAs(coder);
    assertThat(pool.take()).isNotSameAs(coder);
    assertThat(made).hasValue(2);
  }

  @Test
  void give_grownCoder_isDropped() {
    Coder coder = pool.take();
    assertThat(coder.encode(new byte[Coder.LARGEST_KEPT])).hasSizeGreaterThan(Coder.LARGEST_KEPT);
    pool.give(coder);

    assertThat(pool.take()).isNotSameAs(coder);
  }

  @Test
  void give_coderThatReadMuch_isDropped() {
    byte[] bytes = pool.take().encode(new byte[Coder.LARGEST_KEPT]);
    Coder coder = pool.take();
    assertThat(coder.decode(bytes)).isInstanceOf(byte[].class);
    pool.give(coder);

    assertThat(pool.take()).isNotSameAs(coder);
  }

  @Test
  void give_moreThanFit_keepsABoundedNumber() {
    List<Coder> coders = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      coders.add(pool.take());
    }

    coders.forEach(pool::give);
    made.set(0);
    for (int i = 0; i < 100; i++) {
      assertThat(pool.take()).isNotNull();
    }

    assertThat(made).hasValueGreaterThanOrEqualTo(84);
  }

  @Test
  void give_closed_isDropped() {
    Coder coder = pool.take();
    pool.close();
    pool.give(coder);

    assertThat(pool.take()).isNotSameAs(coder);
  }

  /** A coder whose use failed has leftovers of the graph; used again, it would write or read nonsense. */
  @ParameterizedTest
  @EnumSource
  void encode_afterFailuresOfAllKinds_worksAsIfNothingHadHappened(Encoding encoding) {
    Samples.Order order = Samples.Order.sample();
    try (KryoCodec codec = new KryoCodec(
        encoding,
        CoderPoolTest.class.getClassLoader(),
        TypeFilter.allowAll(),
        CodecLimits.DEFAULT)) {
      byte[] expected = codec.encode(order);
      for (int i = 0; i < 500; i++) {
        Object failing =
            List.of(order, Samples.Order.sample(), new Samples.Box<>(Thread.currentThread()));
        byte[] damaged = expected.clone();
        damaged[damaged.length - 1 - i % (damaged.length / 2)] ^= (byte) 0xff;

        assertThatThrownBy(() -> codec.encode(failing)).isInstanceOf(SerializationException.class);
        decodeQuietly(codec, damaged);
        assertThat(codec.encode(order)).isEqualTo(expected);
        assertThat(codec.decode(expected)).isEqualTo(order);
      }
    }
  }

  private static void decodeQuietly(KryoCodec codec, byte[] bytes) {
    try {
      assertThat(codec.decode(bytes)).isNotNull();
    } catch (SerializationException e) {
      assertThat(e).hasMessageContaining("cannot decode");
    }
  }
}
