// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TopologyCodecTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final Topology topology = moving(List.of(Nodes.node(1), Nodes.node(2), Nodes.node(3)));
  private final byte[] bytes = TopologyCodec.encode(topology);

  @Test
  void decode_encoded_isEqual() throws MalformedFrameException {
    Topology decoded = TopologyCodec.decode(bytes);

    assertThat(decoded).isEqualTo(topology);
    assertThat(decoded.isSettled()).isFalse();
    assertThat(decoded.members()).extracting(NodeId::name).containsExactly("n1", "n2", "n3");
  }

  @Test
  void encode_threeMembers_isSmall() {
    assertThat(bytes).hasSizeLessThan(1_100);
  }

  @Test
  void decode_hundredMembersOwningAll_isEqual() throws MalformedFrameException {
    List<NodeId> members = Nodes.random(random, 100);
    Topology large = TopologyProposal.first(
            new TopologyName(Long.MAX_VALUE, members.get(0)), members, Integer.MAX_VALUE)
        .topology();

    byte[] encoded = TopologyCodec.encode(large);

    assertThat(TopologyCodec.decode(encoded)).as("seed %d", seed).isEqualTo(large);
    assertThat(encoded).hasSizeLessThan(64_000);
  }

  /** Nodes of several releases read the same bytes. */
  @Test
  void encode_firstBytes_areThese() {
    assertThat(HexFormat.of().formatHex(Arrays.copyOf(bytes, 50)))
        .isEqualTo(
            "01ad020000000000000002fffffffffffffffe026e3202030000000000000001ffffffffffffffff026e31"
                + "00000000000000");
  }

  @Test
  void decode_cutAnywhere_isUnreadable() {
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);

      assertThatThrownBy(() -> TopologyCodec.decode(cut))
          .as("cut to %d", length)
          .isExactlyInstanceOf(MalformedFrameException.class)
          .hasMessageStartingWith("a topology");
    }
  }

  @Test
  void decode_bytesTooMany_isUnreadable() {
    assertThatThrownBy(() -> TopologyCodec.decode(Arrays.copyOf(bytes, bytes.length + 3)))
        .isExactlyInstanceOf(MalformedFrameException.class)
        .hasMessage("a topology has 3 bytes too many");
  }

  @Test
  void decode_unknownFormat_isUnreadable() {
    bytes[0] = 2;

    assertThatThrownBy(() -> TopologyCodec.decode(bytes))
        .isExactlyInstanceOf(MalformedFrameException.class)
        .hasMessage("a topology has format 2, but this node knows only 1");
  }

  /** Two billion members in a handful of bytes. */
  @Test
  void decode_moreMembersThanBytes_isUnreadableBeforeAnythingIsAllocated() {
    byte[] millions = new FrameWriter()
        .writeByte(1)
        .writeNumber(1)
        .writeNode(Nodes.node(1))
        .writeNumber(2)
        .writeNumber(Integer.MAX_VALUE)
        .toBytes();

    assertThatThrownBy(() -> TopologyCodec.decode(millions))
        .isExactlyInstanceOf(MalformedFrameException.class)
        .hasMessage(
            "a topology: the number of members must be between 0 and 0: " + Integer.MAX_VALUE);
  }

  @Test
  void decode_ownerTwice_isUnreadable() {
    int lastOwner = bytes.length - 1;
    bytes[lastOwner] = bytes[lastOwner - 1];

    assertThatThrownBy(() -> TopologyCodec.decode(bytes))
        .isExactlyInstanceOf(MalformedFrameException.class)
        .hasMessageStartingWith("a topology makes no sense: a segment with an owner twice");
  }

  @Test
  void decode_anyDamage_isUnreadableOrATopology() {
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = bytes.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        damaged[random.nextInt(random.nextBoolean() ? 90 : damaged.length)] =
            (byte) random.nextInt();
      }
      try {
        assertThat(TopologyCodec.decode(damaged).segments()).hasSize(Ownership.SEGMENTS);
      } catch (MalformedFrameException expected) {
        assertThat(expected).as("seed %d, round %d", seed, round).hasMessageContaining("topology");
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ", round " + round, e);
      }
    }
  }

  /** Returns a topology in which the last member is still being sent what it should own. */
  private static Topology moving(List<NodeId> members) {
    TopologyName name = new TopologyName(300, members.get(0));
    Topology before = TopologyProposal.first(name, members.subList(0, 2), 2).topology();
    return TopologyProposal.after(before, name.next(members.get(1)), members, Set.of())
        .topology();
  }
}
