// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jgroups.Address;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.Test;

final class WriteWatchTest {
  private final Address peer = UUID.randomUUID();
  private final List<String> aborted = new ArrayList<>();
  private Duration time = Duration.ZERO;
  private final WriteWatch watch =
      new WriteWatch(Duration.ofSeconds(1), Duration.ofSeconds(4), () -> time.toNanos());

  @Test
  void look_whileAWriteIsInTime_abortsNothing() {
    watch.begin(() -> aborted.add("write"));
    time = Duration.ofSeconds(1);

    watch.look();

    assertThat(aborted).isEmpty();
  }

  @Test
  void look_whenAWriteIsLate_abortsIt() {
    watch.begin(() -> aborted.add("write"));
    time = Duration.ofMillis(1_001);

    watch.look();

    assertThat(aborted).containsExactly("write");
  }

  @Test
  void look_afterTheEnd_abortsNothing() {
    WriteWatch.Write write = watch.begin(() -> aborted.add("write"));
    watch.end(write);
    time = Duration.ofSeconds(9);

    watch.look();

    assertThat(aborted).isEmpty();
  }

  @Test
  void look_afterTheEndOfAnInnerWrite_abortsTheOuter() {
    watch.begin(() -> aborted.add("outer"));
    WriteWatch.Write inner = watch.begin(() -> aborted.add("inner"));
    watch.end(inner);
    time = Duration.ofSeconds(9);

    watch.look();

    assertThat(aborted).containsExactly("outer");
  }

  @Test
  void avoidedPeer_isAvoidedForAWhile() {
    watch.avoid(peer);

    time = Duration.ofMillis(3_999);
    assertThat(watch.isAvoided(peer)).isTrue();
    time = Duration.ofSeconds(4);
    assertThat(watch.isAvoided(peer)).isFalse();
  }

  @Test
  void avoidedPeer_thatIsSeen_isAvoidedNoMore() {
    watch.avoid(peer);

    watch.seen(peer);

    assertThat(watch.isAvoided(peer)).isFalse();
  }

  @Test
  void failure_thatTookItsTime_hasThePeerAvoided() {
    WriteWatch.Write write = watch.begin(() -> {});
    time = Duration.ofMillis(300);

    watch.failed(peer, write);

    assertThat(watch.isAvoided(peer)).isTrue();
  }

  @Test
  void failure_atOnce_isARefusalAndNoSilence() {
    WriteWatch.Write write = watch.begin(() -> {});

    watch.failed(peer, write);

    assertThat(watch.isAvoided(peer)).isFalse();
  }
}
