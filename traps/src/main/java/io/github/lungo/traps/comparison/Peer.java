// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps.comparison;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A provider in the comparison: its class, where its class path is, and how it is kept to itself. Immutable. */
record Peer(String name, String folder, String artifact, String provider, List<String> options) {
  /** Returns all, Lungo first. */
  static List<Peer> all() {
    return List.of(
        new Peer("Lungo", "", "lungo", "io.github.lungo.LungoCachingProvider", List.of()),
        new Peer("RI", "ri", "cache-ri-impl", "org.jsr107.ri.spi.RICachingProvider", List.of()),
        new Peer(
            "Caffeine",
            "caffeine",
            "jcache",
            "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider",
            List.of()),
        new Peer(
            "cache2k",
            "cache2k",
            "cache2k-jcache",
            "org.cache2k.jcache.provider.JCacheProvider",
            List.of()),
        new Peer(
            "Ehcache",
            "ehcache",
            "ehcache",
            "org.ehcache.jsr107.EhcacheCachingProvider",
            List.of()),
        new Peer(
            "Hazelcast",
            "hazelcast",
            "hazelcast",
            "com.hazelcast.cache.HazelcastCachingProvider",
            List.of(
                "-Dhazelcast.jcache.provider.type=member",
                "-Dhazelcast.config=classpath:hazelcast-alone.xml",
                "-Dhazelcast.logging.type=none",
                "-Dhazelcast.phone.home.enabled=false")),
        new Peer(
            "Infinispan",
            "infinispan",
            "infinispan-jcache",
            "org.infinispan.jcache.embedded.JCachingProvider",
            List.of()));
  }

  /** Returns the class path: of Lungo that of this JVM, of others what the peers' build wrote. */
  String classPath() {
    if (folder.isEmpty()) {
      return System.getProperty("java.class.path");
    }
    Path file = Path.of("peers", folder, "target", "classpath");
    try {
      return Files.readString(file).strip() + File.pathSeparator + suite();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "expected the class path of " + name
              + ", which `mvn -f peers/pom.xml generate-resources` writes",
          e);
    }
  }

  /** Returns the version that the name of its jar says. */
  String version() {
    Matcher jar = Pattern.compile("[/\\\\]" + Pattern.quote(artifact) + "-(\\d[^/\\\\]*)\\.jar")
        .matcher(classPath());
    return jar.find() ? jar.group(1) : "built from these sources";
  }

  /** Returns what the suite needs of the class path of this JVM: itself, and JUnit. */
  private static String suite() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(entry -> entry.matches(".*(lungo-traps[^/\\\\]*\\.jar|traps.(target.)?classes.?|"
            + "(junit|opentest4j|apiguardian)[^/\\\\]*\\.jar)"))
        .reduce((a, b) -> a + File.pathSeparator + b)
        .orElseThrow();
  }
}
