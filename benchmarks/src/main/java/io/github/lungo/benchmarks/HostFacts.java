// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What has to be known of the machine and the working copy to judge the figures, and nothing that names them. */
public final class HostFacts {
  private HostFacts() {}

  /** Returns the model of the processor and the number of its cores. */
  public static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    String model = System.getProperty("os.arch");
    if (Files.exists(file)) {
      model = Files.readString(file)
          .lines()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(model);
    }
    return model + ", " + Runtime.getRuntime().availableProcessors() + " cores";
  }

  /** Returns the JDK and the operating system. */
  public static String jdk() {
    return System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version")
        + ", " + System.getProperty("os.name");
  }

  /** Returns the commit of the working copy, and whether it was changed since. */
  public static String commit() throws IOException, InterruptedException {
    String commit = git("rev-parse", "--short=12", "HEAD");
    return git("status", "--porcelain", "--untracked-files=no", "--", ":!docs").isEmpty()
        ? commit
        : commit + ", with changes";
  }

  private static String git(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor();
    return output;
  }
}
