// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LedgerTest {
  private static final List<String> KEYS = List.of("a", "b");

  private final MapNode node = new MapNode();
  private final Ledger ledger = new Ledger();

  @Test
  void lost_allThere_none() {
    write(KEYS, 1);

    assertThat(ledger.lost(node)).isZero();
    assertThat(ledger.writes()).isEqualTo(2);
  }

  @Test
  void lost_keyGoneAndKeyOld_both() {
    write(KEYS, 1);
    write(KEYS, 2);

    node.numbers.remove("a");
    node.numbers.put("b", 1L);

    assertThat(ledger.lost(node)).isEqualTo(2);
  }

  @Test
  void lost_putOfWhichNobodyKnows_mayBeDoneOrNot() {
    write(KEYS, 1);
    ledger.leaveOpen(KEYS, 2);

    node.numbers.put("a", 2L);

    assertThat(ledger.lost(node)).isZero();
  }

  @Test
  void lost_acknowledgedAfterOneThatFailed_mayBeEither() {
    ledger.leaveOpen(KEYS, 1);
    write(KEYS, 2);

    node.numbers.put("a", 1L);

    assertThat(ledger.lost(node)).isZero();
  }

  @Test
  void lost_openPutWasAcknowledged_isNoExcuseLater() {
    ledger.leaveOpen(KEYS, 1);
    write(KEYS, 1);
    write(KEYS, 2);

    node.numbers.put("a", 1L);

    assertThat(ledger.lost(node)).isEqualTo(1);
  }

  private void write(List<String> keys, long number) {
    ledger.acknowledge(node.write(keys, number), number);
  }
}
