// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A member in a JVM of its own, which does one order after the other. Confined to one thread. */
final class MemberProcess implements AutoCloseable {
  private static final String END = "ended";

  private final Process process;
  private final Path log;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  /** Starts the JVM; what it prints beyond its answers goes to that file. */
  MemberProcess(List<String> command, Path log) throws IOException {
    this.log = log;
    process = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
    var reader = new Thread(this::listen, "answers of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  private void listen() {
    try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("@")) {
          answers.add(line.substring(1));
        } else {
          Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
      }
    } catch (IOException killed) {
      answers.add(END);
      return;
    }
    answers.add(END);
  }

  /** Has it begin with something. */
  void send(String order) throws RefusedException {
    try {
      process.getOutputStream().write((order + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
    } catch (IOException ended) {
      throw new RefusedException(order + ": the JVM has ended, see " + log, ended);
    }
  }

  /** Waits for what comes of the order that it was sent. */
  List<String> answer(Duration patience) throws RefusedException, InterruptedException {
    @Nullable String answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (answer == null) {
      close();
      throw new RefusedException("no answer within " + patience.toSeconds() + " s");
    }
    if (answer.equals(END)) {
      throw new RefusedException("the JVM has ended, see " + log);
    }
    String[] words = answer.split(" ", 2);
    if (words[0].equals("refused")) {
      throw new RefusedException(words[1]);
    }
    return List.of(words[1].split(" ", -1));
  }

  /** Has it do something, and returns what comes of it. */
  List<String> order(String order, Duration patience)
      throws RefusedException, InterruptedException {
    send(order);
    return answer(patience);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it with SIGKILL, and returns when, as {@link System#nanoTime()}, which is that of all JVMs of this machine. */
  long kill() throws InterruptedException {
    long now = System.nanoTime();
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
    return now;
  }

  @Override
  public void close() {
    process.destroyForcibly(); // which closes its streams
    process.onExit().join();
  }
}
