// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A JVM for one test alone, which sets its options, and which nothing has run in before. */
final class ForkedJvm {
  /** What the program exits with if all is well; no failing JVM does. */
  static final int DONE = 42;

  private ForkedJvm() {}

  /** Runs the program to its end, and returns what it printed. */
  static String run(String heap, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("-XX:+ExitOnOutOfMemoryError");
    // JDK 25 keeps the class of the last record by a soft reference.
    command.add("-XX:SoftRefLRUPolicyMSPerMB=0");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(program.getName());
    Collections.addAll(command, arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream printed = process.getInputStream()) {
      String output = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isEqualTo(DONE);
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
