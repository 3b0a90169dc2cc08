// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A member in a JVM of its own, whose program answers each line that it is sent with one. Confined to one thread. */
final class MemberJvm implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 45;

  private final MemberName name;
  private final Process process;
  private final BufferedReader answers;
  private String self = "unknown";

  private MemberJvm(MemberName name, Process process) {
    this.name = name;
    this.process = process;
    this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /** Starts a member, which joins in its own time. */
  static MemberJvm start(Class<?> program, ClusterPlace place, MemberName name, Path directory)
      throws IOException {
    Path logging = directory.resolve("logging.properties");
    Files.writeString(logging, """
        handlers=java.util.logging.ConsoleHandler
        java.util.logging.ConsoleHandler.level=FINE
        java.util.logging.SimpleFormatter.format=%1$tT.%1$tL %4$s %3$s %5$s%6$s%n
        io.github.lungo.cluster.level=FINE
        """);
    List<String> command = List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Djava.util.logging.config.file=" + logging,
        "-cp",
        System.getProperty("java.class.path"),
        program.getName(),
        place.name(),
        String.valueOf(place.port()),
        name.place(),
        String.valueOf(name.life()),
        directory.toString());
    return new MemberJvm(
        name,
        new ProcessBuilder(command)
            .redirectError(directory.resolve(name + ".log").toFile())
            .start());
  }

  MemberName name() {
    return name;
  }

  /** Returns the member as the others know it, once it has joined. */
  String self() {
    return self;
  }

  /** Waits until it has joined. */
  void awaitJoin() {
    String line = readLine();
    if (!"joined".equals(line)) {
      throw new AssertionError(name + " did not join: " + line);
    }
    self = standing(RunningMember.PARTITIONED).self();
  }

  /** Has it do something, and returns what it answers. */
  String order(String order) {
    try {
      process.getOutputStream().write((order + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(name + " does not hear: " + order, failure);
    }
    @Nullable String answer = readLine();
    if (answer == null) {
      throw new AssertionError(name + " ended at: " + order);
    }
    return answer;
  }

  private @Nullable String readLine() {
    return CompletableFuture.supplyAsync(() -> {
          try {
            return answers.readLine();
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        })
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  /** Returns what it knows of a cache. */
  CacheStanding standing(String cache) {
    return CacheStanding.parse(order("standing " + cache));
  }

  /** Lets it do nothing, though its connections stay. */
  void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets it go on. */
  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
        .inheritIO()
        .start();
    if (kill.waitFor() != 0) {
      throw new AssertionError(name + " cannot be sent SIG" + signal);
    }
  }

  /** Ends it with SIGKILL, and returns when that has happened, as {@link System#nanoTime()}. */
  long kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new AssertionError(name + " does not die");
    }
    return System.nanoTime();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
