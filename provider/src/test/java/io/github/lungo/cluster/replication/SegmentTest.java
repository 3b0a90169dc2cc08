// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.local.Residency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a member keeps of a segment, and what it does not take. */
final class SegmentTest {
  private final Segment<String> segment = new Segment<>(
      0,
      () -> 0,
      Set.of(),
      SimulatedOwners.NO_REFRESH,
      new Inventory<>(Residency.unbounded(), () -> {}));

  /** Found by a schedule: a part that is under way to a new owner while the segment is cleared. */
  @Test
  void take_partFromBeforeAClear_bringsNothingBack() {
    segment.show(new Update<>(null, version(5), null, null));

    segment.take(partOf(Map.of("k", entry(4), "l", entry(6))));

    assertThat(segment.entry("k")).isNull();
    assertThat(segment.entry("l")).isNotNull();
  }

  /** The floor says what has left no trace, not what is there. */
  @Test
  void take_partBelowTheFloor_isTaken() {
    segment.horizon().raiseFloor(version(5));

    segment.take(partOf(Map.of("k", entry(4))));

    assertThat(segment.entry("k")).isNotNull();
  }

  private static Part<String> partOf(Map<String, KeyState> states) {
    return new Part<>(List.copyOf(states.entrySet()), List.of(), List.of(), null, Version.LEAST);
  }

  private static KeyState entry(long stamp) {
    return EntryShape.versioned("v", Deadline.NEVER, 1, version(stamp));
  }

  private static Version version(long stamp) {
    return new Version(stamp, 1);
  }
}
