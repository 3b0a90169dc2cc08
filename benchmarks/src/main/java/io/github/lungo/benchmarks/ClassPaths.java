// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import io.github.lungo.benchmarks.provider.Contender;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The class path of each contender: this harness, JMH and the API of JCache, and then what the contender ships and nothing
 * else. Immutable.
 */
public final class ClassPaths {
  private static final List<String> HARNESS =
      List.of("jmh-core", "jopt-simple", "commons-math3", "cache-api");

  private final List<String> ours;
  private final Path peers;

  /**
   * Makes them.
   *
   * @param classPath that of the harness with Lungo
   * @param peers the folder with the POMs of the peers, whose class paths are made already
   */
  public ClassPaths(String classPath, Path peers) {
    this.ours = List.of(classPath.split(File.pathSeparator, -1));
    this.peers = peers;
  }

  /** Returns the class path of that contender where it is a member of a cluster. */
  public String ofMember(Contender contender) throws IOException {
    return contender == Contender.LUNGO ? String.join(File.pathSeparator, ours) : of(contender);
  }

  /** Returns the class path of that contender where it is alone. */
  String of(Contender contender) throws IOException {
    return switch (contender) {
      case LUNGO ->
        ours.stream()
            .filter(entry -> !name(entry).startsWith("jgroups-"))
            .collect(Collectors.joining(File.pathSeparator));
      case RAW -> harness() + File.pathSeparator + those(List.of("caffeine-"));
      default ->
        harness()
            + File.pathSeparator
            + Files.readString(peers.resolve(contender.id()).resolve("target/classpath"))
                .strip();
    };
  }

  private String harness() {
    return ours.get(0) + File.pathSeparator + those(HARNESS);
  }

  private String those(List<String> names) {
    return ours.stream()
        .filter(entry -> names.stream().anyMatch(name(entry)::startsWith))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Returns the names and versions of what the contender ships, without those it shares with all. */
  String versionsOf(Contender contender) throws IOException {
    return versions(of(contender));
  }

  /** Returns the same where it is a member of a cluster. */
  public String versionsOfMember(Contender contender) throws IOException {
    return versions(ofMember(contender));
  }

  private static String versions(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .map(ClassPaths::name)
        .filter(name -> name.endsWith(".jar") && HARNESS.stream().noneMatch(name::startsWith))
        .map(name -> name.substring(0, name.length() - 4))
        .collect(Collectors.joining(", "));
  }

  private static String name(String entry) {
    return Path.of(entry).getFileName().toString();
  }
}
