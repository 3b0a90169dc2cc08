// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may import whom. {@link ArchitectureRulesTest} shows that each of these rules can fail. */
final class ArchitectureTest {
  private static final String ROOT = "";

  /** The packages, leaves first, each with the packages it may import. */
  static final Map<String, Set<String>> ALLOWED_IMPORTS = Map.ofEntries(
      entry(ROOT, Set.of()),
      entry("config", Set.of(ROOT)),
      entry("expiry", Set.of(ROOT)),
      entry("message", Set.of()),
      entry("keyed", Set.of()),
      entry("schedule", Set.of()),
      entry("event", Set.of(ROOT, "keyed", "message")),
      entry("integration", Set.of(ROOT, "keyed", "message")),
      entry("serialization", Set.of(ROOT)),
      entry("management", Set.of(ROOT)),
      entry("entry", Set.of(ROOT, "expiry")),
      entry("operation", Set.of(ROOT, "message", "expiry", "entry")),
      entry(
          "local",
          Set.of(
              ROOT,
              "config",
              "message",
              "expiry",
              "event",
              "keyed",
              "schedule",
              "integration",
              "serialization",
              "management",
              "entry",
              "operation")),
      entry("cluster.transport", Set.of(ROOT, "message")),
      entry("cluster.membership", Set.of(ROOT, "message", "cluster.transport")),
      entry("cluster.message", Set.of(ROOT, "message", "schedule", "cluster.transport")),
      entry(
          "cluster.wire",
          Set.of(
              ROOT,
              "message",
              "expiry",
              "serialization",
              "entry",
              "operation",
              "cluster.transport")),
      entry(
          "cluster.statistics", Set.of(ROOT, "management", "cluster.transport", "cluster.message")),
      entry(
          "cluster.topology",
          Set.of(
              ROOT,
              "message",
              "schedule",
              "cluster.transport",
              "cluster.membership",
              "cluster.message")),
      entry(
          "cluster.node",
          Set.of(
              ROOT,
              "schedule",
              "entry",
              "cluster.transport",
              "cluster.membership",
              "cluster.message",
              "cluster.topology",
              "cluster.events")),
      entry(
          "cluster.events",
          Set.of(
              ROOT,
              "message",
              "schedule",
              "event",
              "entry",
              "expiry",
              "cluster.transport",
              "cluster.membership",
              "cluster.message",
              "cluster.wire")),
      entry(
          "cluster.replication",
          Set.of(
              ROOT,
              "management",
              "cluster.node",
              "message",
              "expiry",
              "schedule",
              "event",
              "integration",
              "serialization",
              "entry",
              "operation",
              "local",
              "cluster.transport",
              "cluster.membership",
              "cluster.message",
              "cluster.topology",
              "cluster.events",
              "cluster.wire")),
      entry(
          "cluster.invalidation",
          Set.of(
              ROOT,
              "message",
              "expiry",
              "schedule",
              "event",
              "integration",
              "entry",
              "operation",
              "local",
              "management",
              "cluster.transport",
              "cluster.membership",
              "cluster.message",
              "cluster.topology",
              "cluster.events",
              "cluster.node",
              "cluster.wire")),
      entry(
          "jcache",
          Set.of(
              ROOT,
              "config",
              "message",
              "schedule",
              "expiry",
              "event",
              "integration",
              "serialization",
              "management",
              "entry",
              "operation",
              "local",
              "cluster.transport",
              "cluster.membership",
              "cluster.topology",
              "cluster.node",
              "cluster.wire",
              "cluster.events",
              "cluster.replication",
              "cluster.invalidation",
              "cluster.statistics")));

  /** The libraries, each with the one package that may import it. */
  static final Map<String, String> ONLY_IMPORTERS = Map.of(
      "com.github.benmanes.caffeine", "local",
      "com.esotericsoftware", "serialization",
      "com.typesafe.config", "config",
      "org.jgroups", "cluster.transport");

  private static final JavaClasses LUNGO = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages(ArchitectureRules.ROOT);

  @Test
  void packages_importOnlyWhatTheTableAllows() {
    ArchitectureRules.importsFollow(ALLOWED_IMPORTS).check(LUNGO);
  }

  @Test
  void packages_haveNoImportCycle() {
    ArchitectureRules.noPackageCycles().check(LUNGO);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void library_isImportedByOnePackage(String library) {
    ArchitectureRules.onlyImporterOf(library, ONLY_IMPORTERS.get(library)).check(LUNGO);
  }

  @Test
  void packages_areNullMarked() {
    ArchitectureRules.nullMarked().check(LUNGO);
  }

  @Test
  void classes_haveTellingNames() {
    ArchitectureRules.tellingNames().check(LUNGO);
  }

  @Test
  void classes_neverSleep() {
    ArchitectureRules.noSleep().check(LUNGO);
  }

  @Test
  void classes_neverAskWhatTimeItIs() {
    ArchitectureRules.noWallClock().check(LUNGO);
  }

  static Set<String> libraries() {
    return ONLY_IMPORTERS.keySet();
  }
}
