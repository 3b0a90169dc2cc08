// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

/** What a member that is closed, or never came to be, leaves behind: neither threads nor sockets. */
final class LeftoversTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @Test
  void closedMembers_leaveNothing() throws Exception {
    run(); // what the JVM and JGroups make once
    Set<Thread> threads = threads();
    Set<String> sockets = sockets();

    run();

    awaitNoneBut(threads, sockets);
  }

  @Test
  void failedStart_leavesNothing() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      failToStart(taken);
      Set<Thread> threads = threads();
      Set<String> sockets = sockets();

      failToStart(taken);

      awaitNoneBut(threads, sockets);
    }
  }

  @Test
  void failedStart_afterItListens_leavesNothing() throws Exception {
    failWithoutMulticast();
    Set<Thread> threads = threads();
    Set<String> sockets = sockets();

    failWithoutMulticast();

    awaitNoneBut(threads, sockets);
  }

  @Test
  void close_whileItAcceptsASilentStranger_endsTheConnection() throws Exception {
    try (TestCluster cluster = new TestCluster()) {
      Member member = cluster.start();
      cluster.awaitViews();
      int port = cluster.settings().binding().port();
      Set<String> before = sockets();
      try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port)) {
        Member.await(SOON, () -> accepted(before));

        member.close();

        stranger.setSoTimeout(300); // sooner than JGroups gives up to hear whose it is
        assertThat(stranger.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  private static void run() throws IOException {
    try (TestCluster cluster = new TestCluster()) {
      Member left = cluster.start();
      Member right = cluster.start();
      cluster.awaitViews();
      left.ask(right.self(), 1, new byte[100_000]);
      left.ask(left.self(), 2, new byte[10]);
      Member.await(SOON, () -> left.replies().size() == 2);
      new Socket(InetAddress.getLoopbackAddress(), cluster.settings().binding().port()).close();
    }
  }

  private static void failToStart(ServerSocket taken) {
    try (TestCluster cluster = new TestCluster()) {
      ClusterSettings settings = cluster.settings();
      ClusterSettings hopeless = new ClusterSettings(
          settings.clusterName(),
          Binding.of("127.0.0.1", taken.getLocalPort(), 0),
          settings.startup(),
          false,
          settings.deadlines());
      assertThatThrownBy(() -> cluster.start(hopeless)).isInstanceOf(CacheException.class);
    }
  }

  private static void failWithoutMulticast() throws IOException {
    try (TestCluster cluster = new TestCluster()) {
      Discovery.Multicast discovery = (Discovery.Multicast) cluster.settings().discovery();
      try (DatagramSocket taken = new DatagramSocket(discovery.port())) {
        assertThat(taken.isBound()).isTrue();
        assertThatThrownBy(cluster::start).isInstanceOf(CacheException.class);
      }
      int port = cluster.settings().binding().port();
      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
          .isInstanceOf(ConnectException.class);
    }
  }

  /** Returns whether both ends of a connection came to be, as far as the system says. */
  private static boolean accepted(Set<String> before) {
    Set<String> more = sockets();
    more.removeAll(before);
    return more.size() >= 2 || !Files.isDirectory(DESCRIPTORS);
  }

  private static void awaitNoneBut(Set<Thread> threads, Set<String> sockets) throws IOException {
    try {
      Member.await(SOON, () -> threads.containsAll(threads()) && sockets.containsAll(sockets()));
    } catch (AssertionError left) {
      Set<Thread> more = new HashSet<>(threads());
      more.removeAll(threads);
      throw new AssertionError(
          "left: threads " + more + ", sockets " + described(sockets) + " became "
              + described(sockets()),
          left);
    }
  }

  /** Returns the sockets as the system's tables have them, as far as they do. */
  private static List<String> described(Set<String> sockets) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6", "udp", "udp6", "unix")) {
      Path path = Path.of("/proc/self/net", table);
      for (String line : Files.exists(path) ? Files.readAllLines(path) : List.<String>of()) {
        String inode = line.replaceAll(".*\\s(\\d{4,})(\\s.*)?", "socket:[$1]");
        if (sockets.contains(inode)) {
          lines.add(table + " " + line.strip());
        }
      }
    }
    lines.addAll(sockets);
    return lines;
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().contains("CompilerThread"))
        .collect(Collectors.toSet());
  }

  /** Returns the open sockets where the system lists them, none elsewhere. */
  private static Set<String> sockets() {
    Set<String> sockets = new HashSet<>();
    if (Files.isDirectory(DESCRIPTORS)) {
      try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
        descriptors.forEach(descriptor -> target(descriptor, sockets));
      } catch (IOException failure) {
        throw new AssertionError(failure);
      }
    }
    return sockets;
  }

  private static void target(Path descriptor, Set<String> sockets) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      if (target.startsWith("socket:")) {
        sockets.add(target);
      }
    } catch (IOException closed) {
      return;
    }
  }
}
