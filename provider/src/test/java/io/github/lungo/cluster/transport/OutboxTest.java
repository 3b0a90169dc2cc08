// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class OutboxTest {
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<Integer> sent = new ArrayList<>();
  private final Outbox box = new Outbox(threads::add, frame -> sent.add(frame.length));

  @Test
  void put_whileAThreadRuns_needsNoOther() {
    box.put(new byte[1]);
    box.put(new byte[2]);

    assertThat(threads).hasSize(1);
    threads.remove().run();
    assertThat(sent).containsExactly(1, 2);
  }

  @Test
  void put_afterTheThreadEnded_startsAnother() {
    box.put(new byte[1]);
    threads.remove().run();

    box.put(new byte[2]);

    threads.remove().run();
    assertThat(sent).containsExactly(1, 2);
  }

  @Test
  void put_beyondTheCapacity_isRefusedUntilThereIsRoom() {
    assertThat(box.put(new byte[Outbox.CAPACITY - 1_000])).isTrue();

    assertThat(box.put(new byte[1_000])).isFalse();
    assertThat(box.put(new byte[100])).isTrue();
    threads.remove().run();
    assertThat(box.put(new byte[1_000])).isTrue();
    assertThat(sent).containsExactly(Outbox.CAPACITY - 1_000, 100);
  }

  @Test
  void put_ofAFrameBeyondTheCapacity_needsAnEmptyBox() {
    assertThat(box.put(new byte[2 * Outbox.CAPACITY])).isTrue();

    assertThat(box.put(new byte[0])).isFalse();
  }

  @Test
  void put_ofEmptyFrames_isBoundedToo() {
    int frames = 0;
    while (box.put(new byte[0]) && frames < 1_000_000) {
      frames++;
    }

    assertThat(frames).isEqualTo(Outbox.CAPACITY / 64);
  }

  @Test
  void close_losesWhatWaits() {
    box.put(new byte[1]);

    box.close();

    assertThat(box.put(new byte[2])).isTrue();
    threads.remove().run();
    assertThat(sent).isEmpty();
  }
}
