// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Having used fewer of the operations that may have happened is as good as having used more, and not the other way round. */
final class VisitedTest {
  private final Visited visited = new Visited();

  private boolean add(long value, int... used) {
    return visited.add(configuration(value, used));
  }

  private static Configuration configuration(long value, int... used) {
    BitSet slots = new BitSet();
    for (int slot : used) {
      slots.set(slot);
    }
    return new Configuration(new Configuration.Place(3, new BitSet(), value), slots);
  }

  @Test
  void add_moreUsedThanBefore_isOfNoUse() {
    add(7, 1);

    assertThat(add(7, 1, 2)).isFalse();
  }

  @Test
  void add_sameAgain_isOfNoUse() {
    add(7, 1);

    assertThat(add(7, 1)).isFalse();
  }

  @Test
  void add_fewerUsed_isNew() {
    add(7, 1, 2);

    assertThat(add(7, 1)).isTrue();
  }

  @Test
  void hasBetterThan_fewerAddedLater_saysSo() {
    add(7, 1, 2);
    add(7, 1);

    assertThat(visited.hasBetterThan(configuration(7, 1, 2))).isTrue();
    assertThat(visited.hasBetterThan(configuration(7, 1))).isFalse();
  }

  @Test
  void add_othersUsed_isNew() {
    add(7, 1);

    assertThat(add(7, 2)).isTrue();
  }

  @Test
  void add_otherValue_isNew() {
    add(7);

    assertThat(add(8, 1)).isTrue();
  }
}
