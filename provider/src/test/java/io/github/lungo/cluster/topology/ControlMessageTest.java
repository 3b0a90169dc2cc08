// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.membership.TopologyProposal;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ControlMessageTest {
  private static final NodeId A = new NodeId(new UUID(1, 2), "a");
  private static final NodeId B = new NodeId(new UUID(3, 4), "b");
  private static final TopologyName NAME = new TopologyName(7, A);
  private static final Registration REGISTRATION =
      new Registration("orders", 3, TopologyMember.FINGERPRINT, 2);
  private static final Decision DECISION = new Decision(
      TopologyProposal.first(NAME, List.of(A, B), 2).topology(),
      List.of(1L, 3L),
      List.of(2L, 7L),
      new TreeMap<>(Map.of(5, 6L, 255, 7L)),
      6);

  static Stream<ControlMessage> messages() {
    return Stream.of(
        new ControlMessage.Join(REGISTRATION, 1_000),
        new ControlMessage.Leave("orders", 3, true),
        new ControlMessage.Completed("orders", 3, NAME, Set.of(0, 255)),
        new ControlMessage.Query(9),
        new ControlMessage.Install(9, "orders", 3, DECISION),
        new ControlMessage.Activate(9, "orders", 3, NAME));
  }

  static Stream<Answer> answers() {
    Holding holding = new Holding(REGISTRATION, true, DECISION, true, Set.of(1, 2));
    Holding empty = new Holding(REGISTRATION, false, null, false, Set.of());
    return Stream.of(
        Answer.DONE,
        Answer.refused("as it is"),
        Answer.behind(12),
        Answer.of(List.of(holding, empty)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void message_writtenAndRead_isTheSame(ControlMessage message) throws Exception {
    assertThat(ControlMessage.of(message.toBytes())).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answer_writtenAndRead_isTheSame(Answer answer) throws Exception {
    assertThat(Answer.of(answer.toBytes())).isEqualTo(answer);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void message_cutShortOrTooLong_isRefused(ControlMessage message) {
    byte[] bytes = message.toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ControlMessage.of(part)).isInstanceOf(MalformedFrameException.class);
    }
    assertThatThrownBy(() -> ControlMessage.of(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(MalformedFrameException.class);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void message_damaged_isReadOrRefused(ControlMessage message) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = message.toBytes();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      assertThatCode(() -> readOrRefuse(bytes)).as("seed %s", seed).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answer_damaged_isReadOrRefused(Answer answer) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = answer.toBytes();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      assertThatCode(() -> {
            try {
              Answer.of(bytes);
            } catch (MalformedFrameException refused) {
              assertThat(refused).hasMessageMatching("(?s).+");
            }
          })
          .as("seed %s", seed)
          .doesNotThrowAnyException();
    }
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      ControlMessage.of(bytes);
    } catch (MalformedFrameException refused) {
      assertThat(refused).hasMessageMatching("(?s).+");
    }
  }

  @Test
  void message_otherVersion_isRefused() {
    byte[] bytes = new FrameWriter().writeByte(2).writeByte(4).writeLong(1).toBytes();

    assertThatThrownBy(() -> ControlMessage.of(bytes))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("topology protocol version 2, but this member speaks 1");
  }

  @Test
  void message_unknownKind_isRefused() {
    byte[] bytes = new FrameWriter().writeByte(1).writeByte(7).toBytes();

    assertThatThrownBy(() -> ControlMessage.of(bytes))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("an unknown control message: 7");
  }

  @Test
  void lostSince_memberThatSkippedTopologies_isAllOfThem() {
    Decision older = new Decision(
        TopologyProposal.first(new TopologyName(5, A), List.of(A), 1).topology(),
        List.of(1L),
        List.of(1L),
        new TreeMap<>(),
        0);

    assertThat(DECISION.lostSince(older)).containsExactly(5, 255);
    assertThat(DECISION.lostSince(DECISION)).isEmpty();
    assertThat(DECISION.lostSince(null)).containsExactly(255);
  }
}
