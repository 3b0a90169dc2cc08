// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Header;
import org.jgroups.Message;
import org.jgroups.NioMessage;
import org.jgroups.ObjectMessage;
import org.jgroups.Version;
import org.jgroups.ViewId;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.FORK;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TpHeader;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.UnicastHeader3;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.NakAckHeader2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.ByteArrayDataOutputStream;
import org.jgroups.util.Util;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What strangers send to a member's port: their connection is closed, none of it is obeyed, and the cluster goes on. */
final class HostileFramesTest {
  private static final int HUGE = Integer.MAX_VALUE - 8;

  /** What closes a connection, where it does not end at once: -5 as an integer. */
  private static final List<Byte> GOODBYE = List.of((byte) -1, (byte) -5);

  private static TestCluster cluster;
  private static Member left;
  private static Member right;
  private static int number;

  @BeforeAll
  static void join() {
    cluster = new TestCluster();
    List<Member> members = cluster.start(2);
    left = members.get(0);
    right = members.get(1);
  }

  @AfterAll
  static void leave() {
    cluster.close();
  }

  @AfterEach
  void clusterGoesOn() {
    int request = number++;
    left.ask(right.self(), request, new byte[100_000]);
    right.ask(left.self(), request, new byte[100_000]);
    Member.await(
        Duration.ofSeconds(5),
        () -> left.replies().containsKey(request) && right.replies().containsKey(request));
    assertThat(left.view().members()).hasSize(2);
    assertThat(right.view().number()).isEqualTo(left.view().number());
  }

  @RepeatedTest(8)
  void noise_isNoFrame(RepetitionInfo repetition) throws IOException {
    byte[] noise = new byte[1_000];
    new Random(repetition.getCurrentRepetition()).nextBytes(noise);

    assertThat(answerTo(noise)).isSubsetOf(GOODBYE);
  }

  @RepeatedTest(8)
  void noise_afterTheGreeting_isNoFrame(RepetitionInfo repetition) throws IOException {
    byte[] noise = new byte[1_000];
    new Random(repetition.getCurrentRepetition()).nextBytes(noise);

    assertThat(answerTo(greeted(out -> {
          out.writeInt(Short.BYTES + noise.length);
          out.writeShort(Version.version);
          out.write(noise);
        })))
        .isSubsetOf(GOODBYE);
  }

  @Test
  void frame_ofTwoGigabytes_isRefused() throws IOException {
    assertThat(answerTo(greeted(out -> out.writeInt(HUGE)))).isSubsetOf(GOODBYE);
  }

  @Test
  void frame_ofNegativeLength_isRefused() throws IOException {
    assertThat(answerTo(greeted(out -> out.writeInt(-2)))).isSubsetOf(GOODBYE);
  }

  @Test
  void bytes_thatClaimTwoGigabytes_areRefused() throws IOException {
    byte[] frame = frame(new BytesMessage(addressOf(left), new byte[100]));
    // The length stands before the bytes, which come last.
    replaceLength(frame, frame.length - 100 - Integer.BYTES);

    assertThat(answerTo(greeted(frame))).isSubsetOf(GOODBYE);
  }

  @Test
  void object_isNotDeserialised() throws IOException {
    byte[] frame = frame(new ObjectMessage(addressOf(left), new Marker()));

    assertThat(answerTo(greeted(frame))).isSubsetOf(GOODBYE);
    assertThat(Marker.READ).hasValue(0);
  }

  /** JGroups takes what such messages hold for the list of what somebody misses, without a look at its kind. */
  @ParameterizedTest
  @MethodSource("requestsOfProtocols")
  void object_thatStandsInForAListOfWhatIsMissing_isNotDeserialised(
      Class<?> protocol, Header request) throws IOException {
    Message message = new BytesMessage(addressOf(left))
        .setObject(new Marker())
        .putHeader(ClassConfigurator.getProtocolId(TCP.class), new TpHeader(cluster.name()))
        .putHeader(ClassConfigurator.getProtocolId(protocol), request);

    assertThat(answerTo(greeted(frame(message)))).isSubsetOf(GOODBYE);
    assertThat(Marker.READ).hasValue(0);
  }

  static Stream<Arguments> requestsOfProtocols() {
    return Stream.of(
        arguments(NAKACK2.class, NakAckHeader2.createXmitRequestHeader(addressOf(left))),
        arguments(UNICAST3.class, UnicastHeader3.createXmitReqHeader()),
        arguments(STABLE.class, new STABLE.StableHeader(STABLE.StableHeader.STABILITY, viewId())));
  }

  private static ViewId viewId() {
    return left.overJGroups().channel().getView().getViewId();
  }

  @Test
  void header_ofATypeThatNobodySends_isRefused() throws IOException {
    Message message = new BytesMessage(addressOf(left), new byte[10])
        .putHeader((short) 100, new FORK.ForkHeader("stack", "channel"));

    assertThat(answerTo(greeted(frame(message)))).isSubsetOf(GOODBYE);
  }

  @Test
  void message_ofAKindThatNobodySends_isRefused() throws IOException {
    byte[] frame = frame(new NioMessage(addressOf(left), ByteBuffer.allocate(10)));

    assertThat(answerTo(greeted(frame))).isSubsetOf(GOODBYE);
  }

  @Test
  void datagrams_thatAreNoQuestions_doNotEndDiscovery() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      byte[] noise = new byte[random.nextInt(100)];
      random.nextBytes(noise);
      ask(noise);
    }
    ByteArrayDataOutputStream out = new ByteArrayDataOutputStream(512);
    new BytesMessage(null, new byte[100]).setSrc(addressOf(right)).writeTo(out);
    byte[] huge = Arrays.copyOf(out.buffer(), out.position());
    replaceLength(huge, huge.length - 100 - Integer.BYTES);
    ask(huge);

    try (Member third = Member.start(cluster.settings())) {
      Member.await(Duration.ofSeconds(5), () -> left.hasView(3) && right.hasView(3));
      assertThat(third.view().members()).hasSize(3);
    }
    Member.await(Duration.ofSeconds(5), () -> left.hasView(2) && right.hasView(2));
  }

  /** Sends a datagram to whoever listens for questions. */
  private static void ask(byte[] datagram) throws IOException {
    Discovery.Multicast discovery = (Discovery.Multicast) cluster.settings().discovery();
    try (MulticastSocket socket = new MulticastSocket()) {
      socket.setNetworkInterface(
          NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
      socket.send(
          new DatagramPacket(datagram, datagram.length, discovery.group(), discovery.port()));
    }
  }

  private static void replaceLength(byte[] frame, int position) {
    ByteBuffer buffer = ByteBuffer.wrap(frame);
    assertThat(buffer.getInt(position)).isEqualTo(100);
    buffer.putInt(position, HUGE);
  }

  /** Returns what the member says before it closes the connection, as it must. */
  private static List<Byte> answerTo(byte[] bytes) throws IOException {
    IpAddress address = (IpAddress)
        left.overJGroups().channel().getProtocolStack().getTransport().localPhysicalAddress();
    try (Socket socket = new Socket(address.getIpAddress(), address.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(bytes);
      return listOf(socket.getInputStream().readAllBytes());
    } catch (SocketException reset) {
      return List.of();
    }
  }

  private static List<Byte> listOf(byte[] bytes) {
    List<Byte> list = new ArrayList<>();
    for (byte each : bytes) {
      list.add(each);
    }
    return list;
  }

  private static byte[] greeted(byte[] frame) throws IOException {
    return greeted(out -> {
      out.writeInt(frame.length);
      out.write(frame);
    });
  }

  private static byte[] greeted(Writing rest) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    IpAddress stranger = new IpAddress("127.0.0.1", 1 + number);
    out.write("bela".getBytes(US_ASCII));
    out.writeShort(Version.version);
    out.writeShort(stranger.serializedSize());
    stranger.writeTo(out);
    rest.writeTo(out);
    return bytes.toByteArray();
  }

  private static byte[] frame(Message message) throws IOException {
    ByteArrayDataOutputStream out = new ByteArrayDataOutputStream(512);
    Util.writeMessage(message.setSrc(addressOf(right)), out, false);
    return Arrays.copyOf(out.buffer(), out.position());
  }

  private static Address addressOf(Member member) {
    return AddressBook.addressOf(member.self());
  }

  private interface Writing {
    void writeTo(DataOutputStream out) throws IOException;
  }

  /** Counts how often it is deserialised. */
  private static final class Marker implements Serializable {
    static final AtomicInteger READ = new AtomicInteger();
    private static final long serialVersionUID = 1;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      READ.incrementAndGet();
    }
  }
}
