// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RebalancingTest {
  private final Rebalancing rebalancing = Rebalancing.heard(2, Duration.ofMillis(20));

  @AfterEach
  void tearDown() {
    rebalancing.close();
  }

  @Test
  void awaitEnd_newestTopologyInForceOnAllNodes_returns() {
    hear("cache 'c': topology 3 of n1 after 2 of n1: joined [n2], copies being made 5");
    hear("cache 'c': topology 3 of n1 with members [n1, n2]");
    hear("cache 'c': topology 3 of n1 in force");
    hear("cache 'c': topology 4 of n1 after 3 of n1: owners changed 8");
    hear("cache 'c': topology 4 of n1 in force");
    // A node that is late with what is past.
    hear("cache 'c': topology 3 of n1 in force");
    hear("cache 'c': topology 4 of n1 in force");

    rebalancing.awaitEnd("c");

    assertThat(rebalancing.isOver("c")).isTrue();
  }

  @Test
  void awaitEnd_notInForceOnOneNode_throws() {
    hear("cache 'c': topology 4 of n1 after 3 of n1: owners changed 8");
    hear("cache 'c': topology 4 of n1 after 3 of n1: owners changed 8");
    hear("cache 'c': topology 4 of n1 in force");

    assertThatThrownBy(() -> rebalancing.awaitEnd("c"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("cache 'c' is still being copied after PT0.02S: ");
  }

  @Test
  void awaitEnd_stillCopying_throws() {
    hear("cache 'c': topology 4 of n1 with members [n1, n2]");
    hear("cache 'c': topology 4 of n1 after 3 of n1: joined [n2], copies being made 1");
    hear("cache 'c': topology 4 of n1 in force");
    hear("cache 'c': topology 4 of n1 in force");

    assertThatThrownBy(() -> rebalancing.awaitEnd("c")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void awaitEnd_forgotten_throws() {
    hear("cache 'c': topology 4 of n1 in force");
    hear("cache 'c': topology 4 of n1 in force");

    rebalancing.forget("c");

    assertThatThrownBy(() -> rebalancing.awaitEnd("c")).isInstanceOf(IllegalStateException.class);
  }

  private void hear(String line) {
    rebalancing.publish(new LogRecord(Level.FINE, line));
  }
}
