// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.testing.Threads;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.jgroups.BytesMessage;
import org.jgroups.EmptyMessage;
import org.jgroups.JChannel;
import org.jgroups.ObjectMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two members send each other, and one sends to itself. */
final class JGroupsTransportTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int MAXIMUM = 16 * 1024 * 1024;
  private static final int HEADER = 5;

  private static TestCluster cluster;
  private static Member left;
  private static Member right;

  @BeforeAll
  static void join() {
    cluster = new TestCluster();
    left = cluster.start();
    right = cluster.start();
    cluster.awaitViews();
  }

  @AfterAll
  static void leave() {
    cluster.close();
  }

  @BeforeEach
  void forget() {
    left.requests().clear();
    left.replies().clear();
    right.requests().clear();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1019, 1020, 16_384, 60_000, 60_001, 1024 * 1024, MAXIMUM - HEADER})
  void frame_ofEachSize_arrivesWholeAndIsAnswered(int size) {
    byte[] body = new byte[size];
    new Random(size).nextBytes(body);

    left.ask(right.self(), size, body);

    Member.await(SOON, () -> left.replies().containsKey(size));
    assertThat(right.requests().get(size)).isEqualTo(body);
    assertThat(left.replies().get(size)).isEqualTo(body);
  }

  @Test
  void frame_withoutBytes_arrives() {
    left.transport().send(right.self(), new byte[0], Transport.Kind.REQUEST);

    Member.await(SOON, () -> right.requests().containsKey(-1));
    assertThat(right.requests().get(-1)).isEmpty();
  }

  @Test
  void frame_largerThanTheMaximum_isRefused() {
    byte[] frame = new byte[MAXIMUM + 1];

    assertThatThrownBy(() -> left.transport().send(right.self(), frame, Transport.Kind.REQUEST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a frame must have at most 16777216 bytes: 16777217");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100_000, MAXIMUM - HEADER})
  void frame_toOneself_arrives(int size) {
    left.ask(left.self(), 7, new byte[size]);

    Member.await(SOON, () -> left.replies().containsKey(7));
    assertThat(left.replies().get(7)).hasSize(size);
  }

  @Test
  void frame_toAStranger_isLost() {
    NodeId stranger = new NodeId(UUID.randomUUID(), "nobody");

    left.ask(stranger, 1, new byte[10]);
    left.tell(stranger, 1, new byte[10]);
    left.ask(right.self(), 2, new byte[10]);

    Member.await(SOON, () -> left.replies().containsKey(2));
    assertThat(left.replies()).doesNotContainKey(1);
  }

  @Test
  void requests_ofSeveralThreads_areAllAnswered() throws Exception {
    int threads = 4;
    int each = 2_500;

    Threads.run(threads, thread -> {
      for (int i = 0; i < each; i++) {
        int number = thread * each + i;
        left.ask(right.self(), number, new byte[100]);
        Member.await(SOON, () -> number - left.replies().size() < 1_000 * threads);
      }
    });

    Member.await(SOON, () -> left.replies().size() == threads * each);
    assertThat(left.overflowed()).isEmpty();
  }

  @Test
  void message_thatIsNoFrame_isCountedAndDropped() throws Exception {
    JChannel channel = left.overJGroups().channel();
    long before = right.overJGroups().dropped();

    channel.send(new EmptyMessage(AddressBook.addressOf(right.self())));
    channel.send(new BytesMessage(null, new byte[10]));
    channel.send(new ObjectMessage(
        AddressBook.addressOf(right.self()), new org.jgroups.util.SeqnoList(8, 1)));

    Member.await(SOON, () -> right.overJGroups().dropped() == before + 3);
    assertThat(right.requests()).isEmpty();
  }
}
