// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCachingProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.cache.Cache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What all members of a JVM leave behind when they are closed: no thread, no socket, no class loader. */
@Timeout(120)
final class ClosedMembersIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @Test
  void close_ofAllMembers_leavesNothing() throws Exception {
    ClusterPlace place = ClusterPlace.fresh();
    RunningMember.join(place, "first", Long.class).close(); // what the JVM makes once
    Set<Thread> threads = threads();
    Set<String> sockets = sockets();

    WeakReference<ClassLoader> loader = useInOwnLoader(place);

    Waiting.until(
        LIMIT, () -> threads.containsAll(threads()), () -> "left " + without(threads(), threads));
    Waiting.until(
        LIMIT, () -> sockets.containsAll(sockets()), () -> "left " + without(sockets(), sockets));
    new ServerSocket(place.port(), 1, InetAddress.getLoopbackAddress()).close();
    letTheJdkForgetTheLastRecord();
    Waiting.until(LIMIT, () -> isGone(loader), () -> "the class loader is still there");
    assertThat(loader.get()).isNull();
  }

  /** JDK 17 keeps the class of a component of the last record whose methods were linked, until there is another. */
  private static void letTheJdkForgetTheLastRecord() {
    record Later(ClosedMembersIT component) {}

    assertThat(new Later(null)).isEqualTo(new Later(null)).hasSameHashCodeAs(new Later(null));
    assertThat(new Later(null)).hasToString("Later[component=null]");
  }

  private static boolean isGone(WeakReference<ClassLoader> loader) {
    System.gc();
    return loader.get() == null;
  }

  private static WeakReference<ClassLoader> useInOwnLoader(ClusterPlace place) throws Exception {
    URL[] urls = Stream.of(
            LungoCachingProvider.class.getName(),
            MembersUse.class.getName(),
            Cache.class.getName(),
            "com.github.benmanes.caffeine.cache.Caffeine",
            "com.esotericsoftware.kryo.kryo5.Kryo",
            "com.typesafe.config.Config",
            "org.jgroups.JChannel")
        .map(ClosedMembersIT::location)
        .toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Runnable use = (Runnable) loader
          .loadClass(MembersUse.class.getName())
          .getConstructor(String.class, int.class)
          .newInstance(place.name(), place.port());
      use.run();
      return new WeakReference<>(loader);
    }
  }

  private static URL location(String type) {
    try {
      return Class.forName(type).getProtectionDomain().getCodeSource().getLocation();
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(missing);
    }
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
        descriptors.forEach(descriptor -> sockets.add(target(descriptor)));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    sockets.removeIf(target -> !target.startsWith("socket:"));
    return sockets;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static <T> Set<T> without(Set<T> all, Set<T> known) {
    Set<T> more = new HashSet<>(all);
    more.removeAll(known);
    return more;
  }
}
