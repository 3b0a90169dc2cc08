// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/** Members on the loopback interface that no other cluster knows of, in this JVM and in others; closing ends them all. */
final class TestCluster implements AutoCloseable {
  static final Deadlines QUICK = deadlines(Duration.ofSeconds(3));

  private final String name = "test-" + UUID.randomUUID();
  private final int port = freePort();
  private final Discovery discovery = Discovery.Multicast.of("239.64.32.16", port);
  private final List<Member> members = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();
  private final Deadlines deadlines;

  TestCluster() {
    this(QUICK);
  }

  TestCluster(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  static Deadlines deadlines(Duration silence) {
    return new Deadlines(Duration.ofMillis(500), silence, Duration.ofSeconds(1));
  }

  String name() {
    return name;
  }

  ClusterSettings settings() {
    return settings(port, discovery);
  }

  ClusterSettings settings(int firstPort, Discovery how) {
    return settings(firstPort, Startup.by(how));
  }

  ClusterSettings settings(int firstPort, Startup startup) {
    return new ClusterSettings(
        name, Binding.of("127.0.0.1", firstPort, 50), startup, false, deadlines);
  }

  Member start() {
    return start(settings());
  }

  Member start(ClusterSettings settings) {
    Member member = Member.start(settings);
    members.add(member);
    return member;
  }

  List<Member> members() {
    return members;
  }

  /** Starts members one after another and waits until each knows all. */
  List<Member> start(int count) {
    for (int i = 0; i < count; i++) {
      start();
    }
    awaitViews();
    return members;
  }

  void awaitViews() {
    int all = members.size() + processes.size();
    Member.await(
        Duration.ofSeconds(15), () -> members.stream().allMatch(member -> member.hasView(all)));
  }

  /** Starts a member in a JVM of its own and waits until it has joined. */
  Process startProcess() throws IOException {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            RemoteMember.class.getName(),
            name,
            Integer.toString(port),
            deadlines.silence().toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    processes.add(process);
    BufferedReader printed =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = CompletableFuture.supplyAsync(() -> readLine(printed))
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
    Assertions.assertEquals("joined", line);
    return process;
  }

  /** Has the system stop a process, or continue it. */
  static void signal(String signal, Process process) throws Exception {
    Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
    Assertions.assertTrue(kill.waitFor(5, TimeUnit.SECONDS));
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Math.min(socket.getLocalPort(), 65_000);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String readLine(BufferedReader reader) {
    try {
      return reader.readLine();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
    members.forEach(Member::close);
  }
}
