// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jgroups.protocols.UNICAST3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member whose process is stopped takes nothing and closes nothing. Others must hardly notice, however much they send it. */
final class StoppedMemberTest {
  private static final Duration UNIMPAIRED = Duration.ofSeconds(2);

  private final TestCluster cluster = new TestCluster();
  private Member left;
  private Member right;
  private NodeId stopped;

  @BeforeEach
  void stopTheThird() throws Exception {
    List<Member> members = cluster.start(2);
    left = members.get(0);
    right = members.get(1);
    Process third = cluster.startProcess();
    cluster.awaitViews();
    stopped = left.view().members().get(2);
    TestCluster.signal("-STOP", third);
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  @Test
  void messages_thatFillItsSockets_delayNobodyElse() throws Exception {
    for (int i = 0; i < 2_000; i++) {
      left.force(stopped, i, new byte[16_000]);
      right.force(stopped, i, new byte[16_000]);
    }

    Duration slowest = exchangeUntilItIsExpelled();

    System.out.println("slowest request beside a stopped member: " + slowest);
    assertThat(slowest).isLessThan(UNIMPAIRED);
  }

  @Test
  void smallReplies_beyondTheBound_areLostAndTold() {
    UNICAST3 unicast = left.overJGroups().channel().getProtocolStack().findProtocol(UNICAST3.class);
    for (int i = 0; i < 20_000; i++) {
      left.tell(stopped, i, new byte[1_000]);
    }

    assertThat(unicast.getSendWindow(AddressBook.addressOf(stopped)).size())
        .isBetween(4_096, 4_096 + 1_500);
    Member.await(Duration.ofSeconds(2), () -> left.overflowed().contains(stopped));
  }

  @Test
  void requests_beyondTheBound_areLostAndToldAndDelayNobodyElse() {
    for (int i = 0; i < 100; i++) {
      left.ask(stopped, i, new byte[100_000]);
    }

    Duration slowest = exchangeUntilItIsExpelled();

    System.out.println("slowest request beside an overflow: " + slowest);
    assertThat(slowest).isLessThan(UNIMPAIRED);
    assertThat(left.overflowed()).isNotEmpty().containsOnly(stopped);
    assertThat(right.overflowed()).isEmpty();
  }

  /** Returns how long the slowest request between the healthy took. */
  private Duration exchangeUntilItIsExpelled() {
    long start = System.nanoTime();
    Duration slowest = Duration.ZERO;
    for (int number = 1_000_000; !left.hasView(2) || !right.hasView(2); number++) {
      assertThat(System.nanoTime() - start)
          .as("time to the new view")
          .isLessThan(Duration.ofSeconds(8).toNanos());
      slowest = max(slowest, exchange(number));
    }
    System.out.println(
        "view without the stopped member after " + Duration.ofNanos(System.nanoTime() - start));
    return max(slowest, exchange(0));
  }

  private Duration exchange(int number) {
    left.ask(right.self(), number, new byte[10]);
    right.ask(left.self(), number, new byte[10]);
    return Member.await(
        Duration.ofSeconds(20),
        () -> left.replies().containsKey(number) && right.replies().containsKey(number));
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
