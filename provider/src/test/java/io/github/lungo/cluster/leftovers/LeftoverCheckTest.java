// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.leftovers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;

/** That the check of what tests leave behind is there, and notices something. */
final class LeftoverCheckTest {
  private static final Duration NO_TIME = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(10);

  private Leftovers before;

  @BeforeEach
  void lookAround() {
    before = Leftovers.now();
  }

  @Test
  void junit_findsTheCheckByItself() {
    assertThat(ServiceLoader.load(Extension.class)).anyMatch(LeftoverCheck.class::isInstance);
    assertThat(LeftoverCheckTest.class.getResourceAsStream("/junit-platform.properties"))
        .asString(StandardCharsets.UTF_8)
        .contains("junit.jupiter.extensions.autodetection.enabled = true");
  }

  @Test
  void nothingLeft_passes() {
    assertThatCode(() -> LeftoverCheck.requireNothing("T", before, LONG))
        .doesNotThrowAnyException();
  }

  @Test
  void threadLeft_fails() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread = new Thread(() -> awaitQuietly(end), "lungo-left-1");
    thread.start();
    try {
      assertThatThrownBy(() -> LeftoverCheck.requireNothing("T", before, NO_TIME))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("T has left")
          .hasMessageContaining("lungo-left-1");
    } finally {
      end.countDown();
    }
    thread.join();
    LeftoverCheck.requireNothing("T", before, LONG);
  }

  @Test
  void socketLeft_fails() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")));
    try (ServerSocket left = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(left.isBound()).isTrue();
      assertThatThrownBy(() -> LeftoverCheck.requireNothing("T", before, NO_TIME))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("socket:");
    }
    LeftoverCheck.requireNothing("T", before, LONG);
  }

  private static void awaitQuietly(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
