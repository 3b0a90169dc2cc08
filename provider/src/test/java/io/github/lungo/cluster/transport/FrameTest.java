// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
  private static final NodeId NODE = new NodeId(new UUID(3, -4), "näme");

  private static byte[] frame() {
    return new FrameWriter()
        .writeByte(200)
        .writeFlag(true)
        .writeNumber(Long.MAX_VALUE)
        .writeNumber(300)
        .writeLong(Long.MIN_VALUE)
        .writeBytes(new byte[] {1, 2})
        .writeBytes(new byte[] {})
        .writeText("tëxt")
        .writeNodes(List.of(NODE, NODE))
        .toBytes();
  }

  private static void readFrame(byte[] bytes) throws MalformedFrameException {
    FrameReader reader = new FrameReader("a test", bytes);
    assertThat(reader.readByte()).isEqualTo(200);
    assertThat(reader.readFlag()).isTrue();
    assertThat(reader.readNumber()).isEqualTo(Long.MAX_VALUE);
    assertThat(reader.readNumber("a number", 300, 300)).isEqualTo(300);
    assertThat(reader.readLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(reader.readBytes()).containsExactly(1, 2);
    assertThat(reader.readBytes()).isEmpty();
    assertThat(reader.readText(10)).isEqualTo("tëxt");
    List<NodeId> nodes = reader.readNodes();
    assertThat(nodes).containsExactly(NODE, NODE);
    assertThat(nodes.get(0).name()).isEqualTo("näme");
    reader.expectEnd();
  }

  @Test
  void read_whatWasWritten_isTheSame() throws Exception {
    readFrame(frame());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, Long.MAX_VALUE})
  void readNumber_anyNumber_isTheSame(long number) throws Exception {
    byte[] bytes = new FrameWriter().writeNumber(number).toBytes();

    FrameReader reader = new FrameReader("a test", bytes);
    assertThat(reader.readNumber()).isEqualTo(number);
    reader.expectEnd();
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "127, 1", "128, 2", "16383, 2", "16384, 3", "9223372036854775807, 9"})
  void writeNumber_small_takesFewBytes(long number, int length) {
    assertThat(new FrameWriter().writeNumber(number).toBytes()).hasSize(length);
  }

  @Test
  void writeNumber_negative_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrameWriter().writeNumber(-1))
        .withMessage("a negative number: -1");
  }

  @Test
  void read_cutShortAnywhere_isRefused() {
    byte[] whole = frame();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> readFrame(part))
          .as("the first " + length + " bytes")
          .isInstanceOf(MalformedFrameException.class)
          .hasMessageStartingWith("a test");
    }
  }

  @Test
  void expectEnd_moreBytes_isRefused() {
    byte[] longer = Arrays.copyOf(frame(), frame().length + 1);

    assertThatThrownBy(() -> readFrame(longer))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("a test has 1 bytes too many");
  }

  @Test
  void readBytes_lengthBeyondTheEnd_isRefusedBeforeItIsAllocated() {
    byte[] bytes = new FrameWriter().writeNumber(Integer.MAX_VALUE).toBytes();

    assertThatThrownBy(() -> new FrameReader("a test", bytes).readBytes())
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("a test: the length of bytes must be between 0 and 0: 2147483647");
    assertThatThrownBy(() -> new FrameReader("a test", bytes).readNodes())
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("a test: the number of members must be between 0 and 0: 2147483647");
  }

  @Test
  void readCount_moreThanThereIsRoomFor_isRefused() throws Exception {
    byte[] bytes = new FrameWriter().writeNumber(2).writeLong(0).toBytes();

    assertThat(new FrameReader("a test", bytes).readCount("things", 4)).isEqualTo(2);
    assertThatThrownBy(() -> new FrameReader("a test", bytes).readCount("things", 5))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("a test: things must be between 0 and 1: 2");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 4, 4_294_967_298L, Long.MAX_VALUE})
  void readNumber_outsideOfBounds_isRefused(long number) {
    byte[] bytes = new FrameWriter().writeNumber(number).toBytes();

    assertThatThrownBy(() -> new FrameReader("a test", bytes).readNumber("a size", 2, 3))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("a test: a size must be between 2 and 3: " + number);
  }

  @Test
  void readText_tooLongOrNotUtf8_isRefused() {
    byte[] text = new FrameWriter().writeText("12345").toBytes();
    byte[] bytes = new FrameWriter().writeBytes(new byte[] {(byte) 0xC3}).toBytes();

    assertThatThrownBy(() -> new FrameReader("a test", text).readText(4))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("a test: the length of a text must be between 0 and 4: 5");
    assertThatThrownBy(() -> new FrameReader("a test", bytes).readText(4))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("a test has a text that is not UTF-8");
  }

  @Test
  void readFlag_neitherZeroNorOne_isRefused() {
    assertThatThrownBy(() -> new FrameReader("a test", new byte[] {2}).readFlag())
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("a test: a flag must be between 0 and 1: 2");
  }

  @Test
  void expectFormat_another_isRefused() {
    assertThatThrownBy(() -> new FrameReader("a test", new byte[] {-1}).expectFormat(1))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("a test has format 255, but this node knows only 1");
  }

  @Test
  void readNumber_moreThanSixtyThreeBits_isRefused() {
    byte[] endless = {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1};

    assertThatThrownBy(() -> new FrameReader("a test", endless).readNumber())
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("a test has a number that does not end");
  }

  @Test
  void readNode_longestName_isTheSame() throws Exception {
    NodeId node = new NodeId(new UUID(1, 2), "\u20ac".repeat(256));
    byte[] bytes = new FrameWriter().writeNode(node).toBytes();

    assertThat(new FrameReader("a test", bytes).readNode().name()).isEqualTo(node.name());
  }

  @Test
  void node_nameTooLong_isRefusedHereAndWhenRead() {
    byte[] bytes =
        new FrameWriter().writeLong(1).writeLong(2).writeText("n".repeat(257)).toBytes();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NodeId(new UUID(1, 2), "n".repeat(257)))
        .withMessageStartingWith("the name of a member has 257 characters, more than 256: nnn");
    assertThatThrownBy(() -> new FrameReader("a test", bytes).readNode())
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("a test: the length of a member's name must be between 0 and 256: 257");
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
      FrameReader reader = new FrameReader("a test", bytes);
      try {
        reader.readByte();
        reader.readFlag();
        reader.readNumber();
        reader.readNumber("a number", 300, 300);
        reader.readLong();
        reader.readBytes();
        reader.readBytes();
        reader.readText(10);
        reader.readNodes();
        reader.expectEnd();
      } catch (MalformedFrameException expected) {
        refused.add(round);
      } catch (RuntimeException | Error failure) {
        throw new AssertionError("seed " + seed + ", round " + round, failure);
      }
    }
    assertThat(refused).as("seed " + seed).isNotEmpty();
  }
}
