// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who begins when, and who is left when it all ends. */
final class TurnsTest {
  private final Turns<String> turns = new Turns<>(new Mailbox());
  private final List<Job<String>> begun = new ArrayList<>();

  /** A job that ends when the test says so; one of all keys if it has none. */
  private record Step(String key, List<Job<String>> begun) implements Job<String> {
    @Override
    public void begin() {
      begun.add(this);
    }

    @Override
    public void abandon() {}
  }

  @Test
  void add_jobOfAllKeys_waitsForThoseBefore_andKeepsThoseBehind() {
    turns.open(List.of());
    Step first = new Step("k", begun);
    Step all = new Step(null, begun);
    Step last = new Step("l", begun);

    turns.add(first);
    turns.add(all);
    turns.add(last);
    assertThat(begun).containsExactly(first);
    turns.ended(first);
    assertThat(begun).containsExactly(first, all);
    turns.ended(all);

    assertThat(begun).containsExactly(first, all, last);
  }

  /** Found by a schedule: its caller was never told. */
  @Test
  void close_whileAJobOfAllKeysWaits_givesItBack() {
    turns.open(List.of());
    Step running = new Step("k", begun);
    Step all = new Step(null, begun);
    Step behind = new Step("l", begun);
    turns.add(running);
    turns.add(all);
    turns.add(behind);

    assertThat(turns.close()).containsExactly(all, behind);
  }
}
