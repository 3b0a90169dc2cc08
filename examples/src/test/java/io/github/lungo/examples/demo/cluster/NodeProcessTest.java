// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.examples.demo.node.NodeMain;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node's program that waits for a cluster: it has no settings that would let it join. */
@Timeout(30)
final class NodeProcessTest {
  private final NodeProcess node = NodeProcess.start(
      "node-1",
      new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              NodeMain.class.getName(),
              "lungo-demo-test",
              "PARTITIONED",
              "99",
              "jdbc:none")
          .redirectError(ProcessBuilder.Redirect.DISCARD));

  @AfterEach
  void kill() {
    node.kill();
  }

  @Test
  void end_itWaits_endsByItself() {
    node.end();

    assertThat(node.isLeft()).isFalse();
  }

  @Test
  void ask_itWasKilled_saysSo() {
    node.kill();

    assertThatThrownBy(() -> node.ask("NAME\t65"))
        .isInstanceOf(NodeLostException.class)
        .hasMessage("node-1 has ended");
  }

  @Test
  void awaitReady_itWasKilled_saysSo() {
    node.kill();

    assertThatThrownBy(node::awaitReady)
        .isInstanceOf(NodeLostException.class)
        .hasMessage("node-1 has ended");
  }
}
