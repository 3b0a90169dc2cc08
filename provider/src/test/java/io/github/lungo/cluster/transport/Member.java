// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jgroups.BytesMessage;
import org.jgroups.Message;

/** A member and what it was told. It answers each request. Thread-safe. */
final class Member implements Transport.Receiver, AutoCloseable {
  private static final byte REQUEST = 1;
  private static final byte REPLY = 2;
  private static final int HEADER = 1 + Integer.BYTES;

  private final Transport transport;
  private final List<View> views = new CopyOnWriteArrayList<>();
  private final List<NodeId> overflowed = new CopyOnWriteArrayList<>();
  private final Map<Integer, byte[]> requests = new ConcurrentHashMap<>();
  private final Map<Integer, byte[]> replies = new ConcurrentHashMap<>();

  private Member(Transport transport) {
    this.transport = transport;
  }

  static Member start(ClusterSettings settings) {
    Member member = new Member(ClusterNetwork.member(settings));
    member.transport.start(member);
    return member;
  }

  Transport transport() {
    return transport;
  }

  JGroupsTransport overJGroups() {
    return (JGroupsTransport) transport;
  }

  NodeId self() {
    return transport.self();
  }

  List<View> views() {
    return views;
  }

  View view() {
    return views.get(views.size() - 1);
  }

  List<NodeId> overflowed() {
    return overflowed;
  }

  /** Returns the bodies of the requests that came, by number. */
  Map<Integer, byte[]> requests() {
    return requests;
  }

  /** Returns the bodies of the replies that came, by number. */
  Map<Integer, byte[]> replies() {
    return replies;
  }

  /** Sends a request of some bytes that its receiver answers with as many. */
  void ask(NodeId to, int number, byte[] body) {
    transport.send(to, frame(REQUEST, number, body), Transport.Kind.REQUEST);
  }

  /** Sends an answer that nobody asked for. */
  void tell(NodeId to, int number, byte[] body) {
    transport.send(to, frame(REPLY, number, body), Transport.Kind.REPLY);
  }

  /** Sends an answer that nobody asked for, past all that bounds how much is under way. */
  void force(NodeId to, int number, byte[] body) throws Exception {
    Message message = new BytesMessage(AddressBook.addressOf(to), frame(REPLY, number, body));
    overJGroups().channel().send(message.setFlag(Message.Flag.OOB, Message.Flag.NO_FC));
  }

  boolean hasView(int members) {
    return !views.isEmpty() && view().members().size() == members;
  }

  @Override
  public void received(NodeId from, byte[] frame) {
    if (frame.length < HEADER) {
      requests.put(-1, frame);
      return;
    }
    int number = ByteBuffer.wrap(frame).getInt(1);
    byte[] body = Arrays.copyOfRange(frame, HEADER, frame.length);
    if (frame[0] == REPLY) {
      replies.put(number, body);
      return;
    }
    requests.put(number, body);
    transport.send(from, frame(REPLY, number, body), Transport.Kind.REPLY);
  }

  @Override
  public void viewChanged(View view) {
    views.add(view);
  }

  @Override
  public void overflowed(NodeId to) {
    overflowed.add(to);
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Waits until something is so, and returns how long that took. */
  static Duration await(Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new AssertionError("still not so after " + limit);
      }
      LockSupport.parkNanos(1_000_000);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static byte[] frame(byte kind, int number, byte[] body) {
    return ByteBuffer.allocate(HEADER + body.length)
        .put(kind)
        .putInt(number)
        .put(body)
        .array();
  }
}
