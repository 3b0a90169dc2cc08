// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps.comparison;

import io.github.lungo.traps.Choice;
import io.github.lungo.traps.Hang;
import io.github.lungo.traps.Trap;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A run of the suite in this JVM, on the provider of its class path, told line by line on the standard output. Leaves out
 * what an earlier run did; ends the JVM at the first test that hangs.
 */
final class SuiteRun implements TestExecutionListener {
  static final String STARTED = "@trap started ";
  static final String ENDED = "@trap ended ";
  static final String DONE = "@trap done";

  private static final int REASON_LENGTH = 130;

  private final PrintStream out;

  private SuiteRun(PrintStream out) {
    this.out = out;
  }

  /** Runs the tests whose ids are not in the file. */
  public static void main(String[] arguments) throws IOException {
    Set<String> done = Set.copyOf(Files.readAllLines(Path.of(arguments[0])));
    LauncherDiscoveryRequest request = suite()
        .filters((PostDiscoveryFilter)
            test -> FilterResult.includedIf(!done.contains(test.getUniqueId().toString())))
        .build();
    LauncherFactory.create().execute(request, new SuiteRun(System.out));
    System.out.println(DONE);
    System.out.flush();
    Runtime.getRuntime().halt(0); // threads that providers leave behind shall not keep it
  }

  /** Returns a request for all tests. */
  static LauncherDiscoveryRequestBuilder suite() {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(DiscoverySelectors.selectPackage(Trap.class.getPackageName()))
        .filters(ClassNameFilter.includeClassNamePatterns(".*Trap"));
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    outcome(test, Outcome.FAILED, "").ifPresent(outcome -> tell(STARTED, outcome));
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Throwable thrown = result.getThrowable().orElse(null);
    String status = thrown == null ? Outcome.PASSED : Outcome.FAILED;
    outcome(test, thrown instanceof Hang ? Outcome.HANGS : status, reason(thrown))
        .ifPresent(outcome -> tell(ENDED, outcome));
    if (thrown instanceof Hang) {
      Thread.getAllStackTraces()
          .forEach((thread, stack) -> System.err.println(thread + "\n  "
              + Arrays.stream(stack).map(String::valueOf).collect(Collectors.joining("\n  "))));
      Runtime.getRuntime().halt(1);
    }
  }

  private void tell(String prefix, Outcome outcome) {
    out.println(prefix + outcome.format());
    out.flush();
  }

  private static Optional<Outcome> outcome(TestIdentifier test, String status, String reason) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> outcome(test, (MethodSource) source, status, reason));
  }

  private static Outcome outcome(
      TestIdentifier test, MethodSource source, String status, String reason) {
    Trap trap = source.getJavaClass().getAnnotation(Trap.class);
    return new Outcome(
        test.getUniqueId(),
        trap.line(),
        trap.title(),
        source.getMethodName(),
        test.getTags().contains(TestTag.create(Choice.TAG)),
        status,
        reason);
  }

  /** Returns the message in one line, without what differs from run to run. */
  private static String reason(Throwable thrown) {
    if (thrown == null) {
      return "";
    }
    String message = thrown instanceof AssertionError ? thrown.getMessage() : thrown.toString();
    String line = String.valueOf(message)
        .replaceAll("\\s+", " ")
        .replaceAll("@[0-9a-f]{5,}|Lambda[/0-9a-fx]+", "")
        .replaceAll(
            "(org\\.opentest4j|java\\.lang|javax\\.cache(\\.[a-z]+)?)\\.(AssertionFailedError: |AssertionError: )?",
            "")
        .replaceAll("trap-\\d+", "trap")
        .strip();
    return line.length() > REASON_LENGTH ? line.substring(0, REASON_LENGTH) + "…" : line;
  }
}
