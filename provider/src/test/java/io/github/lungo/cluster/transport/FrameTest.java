// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
  private static final NodeId NODE = new NodeId(new UUID(3, -4), "näme");

  private static byte[] frame() {
    return new FrameWriter()
        .writeByte(200)
        .writeFlag(true)
        .writeInt(-1)
        .writeLong(Long.MIN_VALUE)
        .writeBytes(new byte[] {1, 2})
        .writeOptionalBytes(null)
        .writeOptionalBytes(new byte[] {})
        .writeText("tëxt")
        .writeNodes(List.of(NODE, NODE))
        .toBytes();
  }

  private static void readFrame(byte[] bytes) throws MalformedFrameException {
    FrameReader reader = new FrameReader(bytes);
    assertThat(reader.readByte()).isEqualTo(200);
    assertThat(reader.readFlag()).isTrue();
    assertThat(reader.readInt()).isEqualTo(-1);
    assertThat(reader.readLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(reader.readBytes()).containsExactly(1, 2);
    assertThat(reader.readOptionalBytes()).isNull();
    assertThat(reader.readOptionalBytes()).isEmpty();
    assertThat(reader.readText(10)).isEqualTo("tëxt");
    List<NodeId> nodes = reader.readNodes();
    assertThat(nodes).containsExactly(NODE, NODE);
    assertThat(nodes.get(0).name()).isEqualTo("näme");
    reader.requireEnd();
  }

  @Test
  void read_whatWasWritten_isTheSame() throws Exception {
    readFrame(frame());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
  void readInt_anyNumber_isTheSame(int number) throws Exception {
    byte[] bytes = new FrameWriter().writeInt(number).toBytes();

    FrameReader reader = new FrameReader(bytes);
    assertThat(reader.readInt()).isEqualTo(number);
    reader.requireEnd();
  }

  @Test
  void read_cutShortAnywhere_isRefused() {
    byte[] whole = frame();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> readFrame(part))
          .as("the first " + length + " bytes")
          .isInstanceOf(MalformedFrameException.class);
    }
  }

  @Test
  void requireEnd_moreBytes_isRefused() {
    byte[] longer = Arrays.copyOf(frame(), frame().length + 1);

    assertThatThrownBy(() -> readFrame(longer))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessageContaining("1 bytes too many");
  }

  @Test
  void readBytes_lengthBeyondTheEnd_isRefusedBeforeItIsAllocated() {
    byte[] bytes = new FrameWriter().writeInt(Integer.MAX_VALUE).toBytes();

    assertThatThrownBy(() -> new FrameReader(bytes).readBytes())
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("bytes of 2147483647 bytes at byte 5, but only 0 are left");
    assertThatThrownBy(() -> new FrameReader(bytes).readNodes())
        .isInstanceOf(MalformedFrameException.class)
        .hasMessageContaining("a count of 2147483647");
  }

  @Test
  void readText_tooLongOrNotUtf8_isRefused() {
    byte[] text = new FrameWriter().writeText("12345").toBytes();
    byte[] bytes = new FrameWriter().writeBytes(new byte[] {(byte) 0xC3}).toBytes();

    assertThatThrownBy(() -> new FrameReader(text).readText(4))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("a text of 5 bytes, more than 4");
    assertThatThrownBy(() -> new FrameReader(bytes).readText(4))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void readInt_moreThanThirtyTwoBits_isRefused() {
    byte[] bytes = {-1, -1, -1, -1, 0x1F};
    byte[] endless = {-1, -1, -1, -1, -1, -1, 1};

    assertThatThrownBy(() -> new FrameReader(bytes).readInt())
        .isInstanceOf(MalformedFrameException.class);
    assertThatThrownBy(() -> new FrameReader(endless).readInt())
        .isInstanceOf(MalformedFrameException.class);
  }

  /** Whatever bytes come, reading them ends with an answer or with the one exception. */
  @Test
  void read_anyBytes_neverFailsOtherwise() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Integer> refused = new ArrayList<>();
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = frame();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      FrameReader reader = new FrameReader(bytes);
      try {
        reader.readByte();
        reader.readFlag();
        reader.readInt();
        reader.readLong();
        reader.readBytes();
        reader.readOptionalBytes();
        reader.readOptionalBytes();
        reader.readText(10);
        reader.readNodes();
        reader.requireEnd();
      } catch (MalformedFrameException expected) {
        refused.add(round);
      } catch (RuntimeException | Error failure) {
        throw new AssertionError("seed " + seed + ", round " + round, failure);
      }
    }
    assertThat(refused).as("seed " + seed).isNotEmpty();
  }
}
