// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps.comparison;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A run of the suite on one provider, in as many JVMs as it takes: a test that hangs costs its JVM, and the rest goes on in
 * the next one. Confined to its thread.
 */
final class PeerRun {
  private static final int PATIENCE_SECONDS = 60;
  private static final int MOST_JVMS = 80;
  private static final String END = "";

  private final Peer peer;
  private final Path folder;
  private final List<Outcome> outcomes = new ArrayList<>();

  PeerRun(Peer peer, Path folder) {
    this.peer = peer;
    this.folder = folder;
  }

  /** Returns the outcomes of all tests. */
  List<Outcome> outcomes() throws IOException, InterruptedException {
    System.out.println("the traps on " + peer.name() + " " + peer.version());
    for (int i = 0; i < MOST_JVMS; i++) {
      if (finishes()) {
        System.out.println(peer.name() + ": " + outcomes.size() + " tests in " + (i + 1) + " JVMs");
        return outcomes;
      }
    }
    throw new IllegalStateException(
        peer.name() + " did not finish in " + MOST_JVMS + " JVMs: see " + folder);
  }

  /** Runs what was not run yet, and returns whether nothing is left. */
  private boolean finishes() throws IOException, InterruptedException {
    Process process = start();
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(process, lines), "output of " + peer.name());
    reader.start();
    try {
      return follow(lines);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private boolean follow(BlockingQueue<String> lines) throws InterruptedException {
    Optional<Outcome> running = Optional.empty();
    while (true) {
      String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null || line.equals(END)) {
        running.map(Outcome::hung).ifPresent(outcomes::add);
        return false;
      }
      if (line.startsWith(SuiteRun.DONE)) {
        return true;
      }
      if (line.startsWith(SuiteRun.STARTED)) {
        running = Optional.of(Outcome.parse(line.substring(SuiteRun.STARTED.length())));
      } else if (line.startsWith(SuiteRun.ENDED)) {
        running = Optional.empty();
        outcomes.add(Outcome.parse(line.substring(SuiteRun.ENDED.length())));
      }
    }
  }

  private Process start() throws IOException {
    Path done = folder.resolve(peer.name() + ".done");
    Files.write(done, outcomes.stream().map(Outcome::id).toList());
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-Djavax.cache.spi.CachingProvider=" + peer.provider()));
    command.addAll(peer.options());
    command.addAll(List.of("-cp", peer.classPath(), SuiteRun.class.getName(), done.toString()));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(
            folder.resolve(peer.name() + ".log").toFile()))
        .start();
  }

  private static void read(Process process, BlockingQueue<String> lines) {
    try (Reader bytes = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
        BufferedReader output = new BufferedReader(bytes)) {
      output.lines().filter(line -> line.startsWith("@trap ")).forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      // It was killed, which is the end as well.
      lines.add(END);
      return;
    }
    lines.add(END);
  }
}
