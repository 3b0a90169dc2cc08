// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jgroups.Address;
import org.jgroups.BaseMessage;
import org.jgroups.BytesMessage;
import org.jgroups.EmptyMessage;
import org.jgroups.Header;
import org.jgroups.LongMessage;
import org.jgroups.Message;
import org.jgroups.ObjectMessage;
import org.jgroups.conf.ClassConfigurator;
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
import org.jgroups.util.AsciiString;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jgroups.util.Digest;
import org.jgroups.util.MessageBatch;
import org.jgroups.util.MutableDigest;
import org.jgroups.util.SeqnoList;
import org.jgroups.util.Util;

/**
 * JGroups' messages as bytes, read by somebody who does not trust them. JGroups' own way makes whatever object the sender
 * names, deserialises Java objects, and allocates what the sender declares; here there are only the kinds of message, header
 * and object that our protocols send, nothing that Java serialised, and no length exceeds the bytes that are there. Stateless.
 */
final class WireFormat {
  private static final int KNOWN_ADDRESSES = Address.NULL | Address.UUID_ADDR | Address.IP_ADDR;
  private static final Set<Short> HEADERS = magicNumbers(
      TpHeader.class,
      PingHeader.class,
      MERGE3.MergeHeader.class,
      FailureDetection.HeartbeatHeader.class,
      VERIFY_SUSPECT2.VerifyHeader.class,
      NakAckHeader2.class,
      UnicastHeader3.class,
      STABLE.StableHeader.class,
      GMS.GmsHeader.class,
      FcHeader.class,
      FragHeader.class);

  private static final byte SOURCE_SET = 2;
  private static final byte DESTINATION_SET = 1;

  private WireFormat() {}

  /** Reads a message that stands alone. */
  static Message readMessage(ByteArrayDataInputStream in)
      throws IOException, ClassNotFoundException {
    return read(messageOfKind(in.readShort()), in);
  }

  /** Reads a question of discovery by multicast: bytes of somebody, which do not say that they are bytes. */
  static Message readQuestion(ByteArrayDataInputStream in)
      throws IOException, ClassNotFoundException {
    Message message = read(new BoundedBytes(), in);
    if (message.getSrc() == null) {
      throw new IOException("a question of nobody");
    }
    return message;
  }

  /** Reads messages of one sender to one destination, those in order and those out of order apart; either may be missing. */
  static List<MessageBatch> readBatches(ByteArrayDataInputStream in, boolean isMulticast)
      throws IOException, ClassNotFoundException {
    Address destination = readAddress(in);
    Address source = readAddress(in);
    AsciiString cluster = readName(in);
    List<Message> ordered = new ArrayList<>();
    List<Message> unordered = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      Message message = readMessage(in).setDest(destination);
      if (message.getSrc() == null) {
        message.setSrc(source);
      }
      (message.isFlagSet(Message.Flag.OOB) ? unordered : ordered).add(message);
    }
    List<MessageBatch> batches = new ArrayList<>();
    for (List<Message> messages : List.of(ordered, unordered)) {
      if (!messages.isEmpty()) {
        batches.add(new MessageBatch(destination, source, cluster, isMulticast, messages));
      }
    }
    return batches;
  }

  private static Message read(BaseMessage message, ByteArrayDataInputStream in)
      throws IOException, ClassNotFoundException {
    int present = in.readByte();
    short flags = in.readShort();
    if ((flags & Message.Flag.SERIALIZED.value()) != 0) {
      throw new IOException("a message with a Java-serialised object, which no member sends");
    }
    message.setFlag(flags, false, false);
    if ((present & DESTINATION_SET) != 0) {
      message.setDest(readAddress(in));
    }
    if ((present & SOURCE_SET) != 0) {
      message.setSrc(readAddress(in));
    }
    message.headers(readHeaders(in));
    message.readPayload(in);
    return message;
  }

  private static Header[] readHeaders(ByteArrayDataInputStream in)
      throws IOException, ClassNotFoundException {
    int count = in.readShort();
    if (count < 0 || count > HEADERS.size()) {
      throw new IOException("a message with " + count + " headers");
    }
    // JGroups cannot do with an empty array.
    Header[] headers = new Header[Math.max(count, 1)];
    for (int i = 0; i < count; i++) {
      short protocol = in.readShort();
      short type = in.readShort();
      if (!HEADERS.contains(type)) {
        throw new IOException("a header of a type that no member sends: " + type);
      }
      headers[i] = ClassConfigurator.<Header>create(type).setProtId(protocol);
      headers[i].readFrom(in);
    }
    return headers;
  }

  private static BaseMessage messageOfKind(short kind) throws IOException {
    return switch (kind) {
      case Message.BYTES_MSG -> new BoundedBytes();
      case Message.EMPTY_MSG -> new EmptyMessage();
      case Message.LONG_MSG -> new LongMessage();
      case Message.OBJ_MSG -> new ProtocolObject();
      default -> throw new IOException("a message of a kind that no member sends: " + kind);
    };
  }

  private static AsciiString readName(ByteArrayDataInputStream in) throws IOException {
    int length = in.readShort();
    checkLength(Math.max(length, 0), in);
    byte[] name = new byte[Math.max(length, 0)];
    in.readFully(name);
    return new AsciiString(name);
  }

  private static Address readAddress(ByteArrayDataInputStream in)
      throws IOException, ClassNotFoundException {
    int kind = in.buffer()[in.position()];
    if (kind == 0 || (kind & ~KNOWN_ADDRESSES) != 0) {
      throw new IOException("an address of a kind that no member has: " + kind);
    }
    return Util.readAddress(in);
  }

  private static Set<Short> magicNumbers(Class<?>... types) {
    return Stream.of(types)
        .map(ClassConfigurator::getMagicNumber)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void checkLength(long length, ByteArrayDataInputStream in) throws IOException {
    if (length > in.limit() - in.position()) {
      throw new IOException(
          "a length of " + length + " where " + (in.limit() - in.position()) + " bytes are left");
    }
  }

  /** Bytes that are no longer than the frame. */
  private static final class BoundedBytes extends BytesMessage {
    @Override
    public void readPayload(DataInput in) throws IOException {
      ByteArrayDataInputStream frame = (ByteArrayDataInputStream) in;
      int start = frame.position();
      checkLength(frame.readInt(), frame);
      super.readPayload(frame.position(start));
    }
  }

  /** What protocols tell each other of messages that are missing, or that all have. */
  private static final class ProtocolObject extends ObjectMessage {
    private static final short MISSING = ClassConfigurator.getMagicNumber(SeqnoList.class);
    private static final Set<Short> TYPES =
        magicNumbers(SeqnoList.class, Digest.class, MutableDigest.class);

    @Override
    public void readPayload(DataInput in) throws IOException, ClassNotFoundException {
      ByteArrayDataInputStream frame = (ByteArrayDataInputStream) in;
      int start = frame.position();
      if (frame.readByte() != 0) {
        checkObject(frame);
      }
      super.readPayload(frame.position(start));
    }

    private static void checkObject(ByteArrayDataInputStream frame) throws IOException {
      short type = frame.readShort();
      if (!TYPES.contains(type)) {
        throw new IOException("an object of a type that no member sends: " + type);
      }
      if (type == MISSING) {
        checkLength(Integer.toUnsignedLong(frame.readInt()) / Byte.SIZE, frame);
      }
    }
  }
}
