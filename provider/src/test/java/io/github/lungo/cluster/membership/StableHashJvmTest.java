// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key has the same hash in all JVMs, whatever they are given for identity hashes, and in all releases. */
final class StableHashJvmTest {

  /** The ways in which a JVM may choose identity hashes: random ones, addresses, ones, counted ones, and by thread. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5})
  void of_anotherJvm_isTheSame(int identityHashes) throws Exception {
    assertThat(hashesOfAnotherJvm("-XX:hashCode=" + identityHashes)).isEqualTo(KeyHashes.text());
  }

  @Test
  void of_anotherJvmOfAnotherPlace_isTheSame() throws Exception {
    assertThat(hashesOfAnotherJvm(
            "-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Kathmandu"))
        .isEqualTo(KeyHashes.text());
  }

  @Test
  void of_everyRelease_isThis() throws Exception {
    try (InputStream golden = getClass().getResourceAsStream("key-hashes.txt")) {
      assertThat(KeyHashes.text()).isEqualTo(new String(golden.readAllBytes(), UTF_8));
    }
  }

  private static String hashesOfAnotherJvm(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xshare:off");
    command.add("-XX:+UnlockExperimentalVMOptions");
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(KeyHashes.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream printed = process.getInputStream()) {
      String output = new String(printed.readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
