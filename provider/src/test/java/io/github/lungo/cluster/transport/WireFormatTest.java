// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.EmptyMessage;
import org.jgroups.Header;
import org.jgroups.LongMessage;
import org.jgroups.Message;
import org.jgroups.ObjectMessage;
import org.jgroups.View;
import org.jgroups.ViewId;
import org.jgroups.protocols.FailureDetection;
import org.jgroups.protocols.FcHeader;
import org.jgroups.protocols.FragHeader;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.PingHeader;
import org.jgroups.protocols.TpHeader;
import org.jgroups.protocols.UnicastHeader3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NakAckHeader2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jgroups.util.ByteArrayDataOutputStream;
import org.jgroups.util.Digest;
import org.jgroups.util.MessageBatch;
import org.jgroups.util.MutableDigest;
import org.jgroups.util.SeqnoList;
import org.jgroups.util.SizeStreamable;
import org.jgroups.util.UUID;
import org.jgroups.util.Util;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What JGroups writes, read by us. */
final class WireFormatTest {
  private static final byte[] CLUSTER = "orders".getBytes(StandardCharsets.US_ASCII);
  private static final Address LEFT = UUID.randomUUID();
  private static final Address RIGHT = UUID.randomUUID();
  private static final Address[] MEMBERS = {LEFT, RIGHT};

  @ParameterizedTest
  @MethodSource("messages")
  void message_thatProtocolsSend_isReadAsJGroupsDoes(Message message) throws Exception {
    byte[] bytes = alone(message);

    Message read = WireFormat.readMessage(new ByteArrayDataInputStream(bytes));

    assertThat(alone(read)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void message_thatIsCutShort_isNeverRead(Message message) throws Exception {
    byte[] bytes = alone(message);

    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> WireFormat.readMessage(new ByteArrayDataInputStream(part)))
          .isInstanceOf(Exception.class);
    }
  }

  @Test
  void messages_ofOneSender_areReadInTwoBatches() throws Exception {
    ByteArrayDataOutputStream out = new ByteArrayDataOutputStream(512);
    Util.writeMessageList(RIGHT, LEFT, CLUSTER, messages(), out, false);
    ByteArrayDataInputStream in = new ByteArrayDataInputStream(out.getBuffer());
    in.readShort();
    in.readByte();

    List<MessageBatch> batches = WireFormat.readBatches(in, false);

    assertThat(batches.stream().map(MessageBatch::mode))
        .containsExactly(MessageBatch.Mode.REG, MessageBatch.Mode.OOB);
    assertThat(batches.stream().mapToInt(MessageBatch::size).sum())
        .isEqualTo(messages().size());
    assertThat(batches).allSatisfy(batch -> {
      assertThat(batch.sender()).isEqualTo(LEFT);
      assertThat(batch.dest()).isEqualTo(RIGHT);
      assertThat(batch.clusterName()).hasToString("orders");
      assertThat(batch).allMatch(message -> message.getSrc().equals(LEFT));
    });
  }

  @RepeatedTest(20)
  void noise_neverTakesMoreMemoryThanItIs(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < 1_000; i++) {
      List<Message> messages = messages();
      byte[] bytes = alone(messages.get(random.nextInt(messages.size())));
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      readQuietly(bytes);
    }
  }

  /** An {@link Error} would come through: that is what a declared length leads to that is believed. */
  private static void readQuietly(byte[] bytes) {
    try {
      WireFormat.readMessage(new ByteArrayDataInputStream(bytes));
    } catch (Exception refused) {
      return;
    }
  }

  static List<Message> messages() {
    View view = View.create(LEFT, 1, LEFT, RIGHT);
    SeqnoList missing = new SeqnoList(100, 5);
    missing.add(7, 8, 60);
    List<Message> messages = new ArrayList<>(List.of(
        new BytesMessage(RIGHT, new byte[300]),
        new BytesMessage(RIGHT, new byte[0]),
        new BytesMessage(RIGHT),
        new EmptyMessage(RIGHT),
        new EmptyMessage(new IpAddress(7800)),
        new LongMessage(RIGHT, 17),
        object(missing),
        object(new Digest(view.getMembersRaw(), new long[] {1, 2, 3, 4})),
        object(new MutableDigest(MEMBERS)
            .set(new Digest(view.getMembersRaw(), new long[] {1, 2, 3, 4}))),
        new ObjectMessage(RIGHT)));
    headers().forEach(header -> messages.add(new EmptyMessage(RIGHT).putHeader((short) 7, header)));
    messages.add(withAll(headers()));
    messages.forEach(message -> message.setSrc(LEFT));
    messages.stream().skip(6).forEach(message -> message.setFlag(Message.Flag.OOB));
    return messages;
  }

  private static List<Header> headers() {
    ViewId view = new ViewId(LEFT, 5);
    return List.of(
        new TpHeader("orders"),
        new PingHeader(PingHeader.GET_MBRS_REQ).clusterName("orders"),
        MERGE3.MergeHeader.createInfo(view, "left", new IpAddress(7800)),
        new FailureDetection.HeartbeatHeader(),
        new VERIFY_SUSPECT2.VerifyHeader(),
        NakAckHeader2.createXmitRequestHeader(LEFT),
        UnicastHeader3.createDataHeader(3, (short) 1, true),
        new STABLE.StableHeader(STABLE.StableHeader.STABILITY, view),
        new GMS.GmsHeader(GMS.GmsHeader.JOIN_REQ, LEFT),
        new FcHeader(FcHeader.REPLENISH),
        new FragHeader(1, 0, 2));
  }

  private static Message withAll(List<Header> headers) {
    Message message = new BytesMessage(RIGHT, new byte[10]);
    for (int i = 0; i < headers.size(); i++) {
      message.putHeader((short) (i + 1), headers.get(i));
    }
    return message;
  }

  private static Message object(SizeStreamable object) {
    return new ObjectMessage(RIGHT, object);
  }

  private static byte[] alone(Message message) throws IOException {
    ByteArrayDataOutputStream out = new ByteArrayDataOutputStream(512);
    out.writeShort(message.getType());
    message.writeTo(out);
    return Arrays.copyOf(out.buffer(), out.position());
  }
}
