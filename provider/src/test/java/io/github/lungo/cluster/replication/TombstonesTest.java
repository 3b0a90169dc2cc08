// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.Version;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.local.Residency;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How many tombstones a segment keeps, and what is known once they are gone. */
final class TombstonesTest {
  private long now;
  private final Segment<String> segment = new Segment<>(
      0,
      () -> now,
      Set.of(),
      SimulatedOwners.NO_REFRESH,
      new Inventory<>(Residency.unbounded(), () -> {}));

  @Test
  void made_beyondTheMost_letsTheOldestGo() {
    removeMany(Tombstones.MOST + 3);

    assertThat(segment.keys()).hasSize(Tombstones.MOST);
    assertThat(segment.state("k3")).isNull();
    assertThat(segment.state("k4")).isNotNull();
  }

  @Test
  void made_afterTheirTime_letsTheOldOnesGo() {
    remove("k1", 1);
    now += Tombstones.LIFE.toNanos();
    remove("k2", 2);
    assertThat(segment.state("k1")).isNotNull();

    now++;
    remove("k3", 3);

    assertThat(segment.state("k1")).isNull();
    assertThat(segment.state("k2")).isNotNull();
  }

  /** What comes after is to be newer than what was removed. */
  @Test
  void forgotten_versionsAreExceededAllTheSame() {
    removeMany(Tombstones.MOST + 3);

    assertThat(segment.leastFor("k2")).isEqualTo(version(3));
  }

  /** An update of another key may be older than what has been forgotten, and still be open. */
  @Test
  void forgotten_olderUpdateOfAnotherKeyIsOpen_isNeitherSettledNorReplacedByThat() {
    Version open = version(1);
    segment.hold(
        new Update<>("open", open, null, null), new Place(new NodeId(new UUID(0, 1), "a"), 1));

    for (int i = 0; i < Tombstones.MOST + 3; i++) {
      remove("other" + i, 3 + i);
    }

    assertThat(segment.horizon().floor().isNewerThan(open)).isTrue();
    assertThat(segment.isReplaced("open", open)).isFalse();
    assertThat(segment.shownVersion("open").isNewerThan(open)).isFalse();
    assertThat(segment.shownVersion("unknown").isNewerThan(open)).isFalse();
  }

  @Test
  void made_whileTheSegmentIsTransferred_letsNoneGo() {
    segment.tombstones().setTransferring(true);

    removeMany(Tombstones.MOST + 3);
    assertThat(segment.keys()).hasSize(Tombstones.MOST + 3);

    segment.tombstones().setTransferring(false);
    remove("last", 1_000);
    assertThat(segment.keys()).hasSize(Tombstones.MOST);
  }

  @Test
  void made_ofAKeyThatHasAnEntryAgain_leavesTheEntry() {
    remove("k1", 1);
    segment.show(new Update<>(
        "k1", version(2), EntryShape.versioned("v", Deadline.NEVER, 1, version(2)), null));
    for (int i = 0; i < Tombstones.MOST + 3; i++) {
      remove("other" + i, 3 + i);
    }

    assertThat(segment.entry("k1")).isNotNull();
  }

  private void removeMany(int count) {
    for (int i = 1; i <= count; i++) {
      remove("k" + i, i);
    }
  }

  private void remove(String key, long stamp) {
    segment.show(new Update<>(key, version(stamp), null, null));
  }

  private static Version version(long stamp) {
    return new Version(stamp, 1);
  }
}
