// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import io.github.lungo.benchmarks.provider.Contender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own for one contender, with the class path of that contender and nothing of the others. */
final class Fork {
  /** What JMH gives the JVMs that it forks itself: a cheap sink for results, and its loop apart from the rest. */
  private static final List<String> JMH_HINTS = List.of(
      "-XX:+UnlockDiagnosticVMOptions",
      "-XX:+UnlockExperimentalVMOptions",
      "-DcompilerBlackholesEnabled=true",
      "-XX:CompileCommand=quiet",
      "-XX:CompileCommand=inline,org/openjdk/jmh/infra/Blackhole.consume",
      "-XX:CompileCommand=blackhole,org/openjdk/jmh/infra/Blackhole.consumeCompiler",
      "-XX:CompileCommand=dontinline,*.*_avgt_jmhStub");

  private final ClassPaths classPaths;
  private final Path log;

  /** Makes forks whose output beyond their answers goes to that file. */
  Fork(ClassPaths classPaths, Path log) {
    this.classPaths = classPaths;
    this.log = log;
  }

  /**
   * Runs a main class for the contender and returns its answers.
   *
   * @param jvmArguments the heap and the like
   */
  List<String> run(
      Contender contender, Class<?> main, List<String> jvmArguments, List<String> arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.addAll(JMH_HINTS);
    command.addAll(contender.jvmArguments());
    command.addAll(List.of("-cp", classPaths.of(contender), main.getName(), contender.id()));
    command.addAll(arguments);
    Path output = Files.createTempFile("fork", ".log");
    try {
      Process process = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
      boolean hasEnded = process.waitFor(5, TimeUnit.MINUTES);
      if (!hasEnded) {
        process.destroyForcibly().waitFor();
      }
      return answers(output, hasEnded);
    } finally {
      Files.delete(output);
    }
  }

  private List<String> answers(Path output, boolean hasEnded) throws IOException {
    var answers = new ArrayList<String>();
    var rest = new StringBuilder();
    for (String line :
        new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines().toList()) {
      if (line.startsWith("@")) {
        answers.add(line.substring(1));
      } else {
        rest.append(line).append('\n');
      }
    }
    Files.writeString(
        log,
        rest,
        java.nio.file.StandardOpenOption.CREATE,
        java.nio.file.StandardOpenOption.APPEND);
    if (!hasEnded) {
      return List.of("refused it did not end within 5 minutes");
    }
    return answers.isEmpty()
        ? List.of("refused the JVM ended without a word, see " + log)
        : answers;
  }
}
