// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A member that pauses for longer than a write may take, though not for so long that it counts as dead. */
final class PausedMemberTest {
  private static final Duration SILENCE = Duration.ofSeconds(12);
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final Duration SOON = Duration.ofSeconds(8);

  private final TestCluster cluster = new TestCluster(TestCluster.deadlines(SILENCE));

  @AfterEach
  void end() {
    cluster.close();
  }

  @Test
  void pausedMember_staysAndGetsWhatItMissed() throws Exception {
    Member member = cluster.start();
    Process other = cluster.startProcess();
    cluster.awaitViews();
    NodeId paused = member.view().members().get(1);
    TestCluster.signal("-STOP", other);
    for (int i = 0; i < 1_000; i++) {
      member.force(paused, i, new byte[16_000]);
    }
    member.ask(paused, 7, new byte[100]);
    long start = System.nanoTime();
    Member.await(SOON, () -> System.nanoTime() - start > PAUSE.toNanos());
    assertThat(member.replies()).isEmpty();

    TestCluster.signal("-CONT", other);

    Duration time = Member.await(SOON, () -> member.replies().containsKey(7));
    System.out.println("answer of a member that continued after " + time);
    assertThat(member.views()).hasSize(2);
    assertThat(List.copyOf(member.overflowed())).isEmpty();
  }
}
