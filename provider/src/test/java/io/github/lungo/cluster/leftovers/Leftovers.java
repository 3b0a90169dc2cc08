// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.leftovers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What lives in this JVM that has to be closed. Immutable.
 *
 * @param threads of members, of JGroups, and whatever else tests or the JVM do not have of their own
 * @param sockets the system's names of the open ones, where it lists them; none elsewhere
 */
record Leftovers(Set<Thread> threads, Set<String> sockets) {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** Threads of the JVM and of what runs tests, and of pools that tests use and do not wait for. */
  private static final Pattern OF_OTHERS = Pattern.compile(
      "pool-\\d+-thread-\\d+|Thread-\\d+|ForkJoinPool.*|CompletableFuture.*|.*CompilerThread.*|Attach Listener"
          + "|process reaper.*|Common-Cleaner|Cleaner-\\d+|RMI .*|JMX .*|surefire.*|junit.*|Keep-Alive.*");

  /** Has the JVM make what it makes once for all sockets, and keeps. */
  static void openFirstSocket() {
    try {
      new ServerSocket(0, 1, InetAddress.getLoopbackAddress()).close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Returns what there is now. */
  static Leftovers now() {
    Set<Thread> threads = Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !OF_OTHERS.matcher(thread.getName()).matches())
        .filter(thread -> !isOfTheJvm(thread))
        .collect(Collectors.toSet());
    return new Leftovers(threads, openSockets());
  }

  /** Returns whether it is one of those that the JVM starts for itself when it comes to need them. */
  private static boolean isOfTheJvm(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group != null
        && (group.getName().equals("InnocuousThreadGroup") || group.getName().equals("system"));
  }

  /** Returns what there is of this that was not there before. */
  Leftovers without(Leftovers before) {
    Set<Thread> moreThreads = new HashSet<>(threads);
    moreThreads.removeAll(before.threads);
    moreThreads.removeIf(thread -> !thread.isAlive());
    Set<String> moreSockets = new HashSet<>(sockets);
    moreSockets.removeAll(before.sockets);
    return new Leftovers(moreThreads, moreSockets);
  }

  boolean isNothing() {
    return threads.isEmpty() && sockets.isEmpty();
  }

  private static Set<String> openSockets() {
    Set<String> targets = new HashSet<>();
    if (Files.isDirectory(DESCRIPTORS)) {
      try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
        descriptors.forEach(descriptor -> targets.add(target(descriptor)));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    targets.removeIf(target -> !target.startsWith("socket:"));
    return targets;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException closedMeanwhile) {
      return "";
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
