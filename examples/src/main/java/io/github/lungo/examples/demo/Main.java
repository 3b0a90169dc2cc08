// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo;

import io.github.lungo.CacheMode;
import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Report;
import io.github.lungo.examples.demo.cluster.ClusterDemo;
import io.github.lungo.examples.demo.cluster.Effort;
import io.github.lungo.examples.demo.cluster.JvmNodes;
import io.github.lungo.examples.demo.scenario.DemoCaches;
import io.github.lungo.examples.demo.scenario.LungoCaches;
import io.github.lungo.examples.demo.screen.LiveScreen;
import io.github.lungo.examples.demo.screen.PlainScreen;
import io.github.lungo.examples.demo.screen.Screen;
import io.github.lungo.examples.demo.screen.SilentScreen;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.Supplier;

/** The demo's command line. */
public final class Main {
  static final int ALL_CLAIMS_HOLD = 0;
  static final int A_CLAIM_FAILED = 1;
  static final int WRONG_USAGE = 2;

  private Main() {}

  /** Runs the demo and ends the process with 0 if all claims hold, 1 if one does not, 2 for an unknown option. */
  public static void main(String... arguments) {
    System.exit(run(
        new Parts(LungoCaches::new, JvmNodes::open, Effort.FULL),
        System.out,
        System.err,
        arguments));
  }

  /**
   * What is demonstrated, so that a test can run the demo with bad ones.
   *
   * @param caches makes the caches of one process
   * @param nodes makes the nodes of a cluster
   * @param effort how much these do
   */
  record Parts(Supplier<DemoCaches> caches, ClusterDemo.Opening nodes, Effort effort) {}

  static int run(Parts parts, PrintStream out, PrintStream err, String... arguments) {
    try {
      Options options = Options.parse(arguments);
      Report report = new Report();
      Map<String, Object> facts = run(parts, options, report, screen(options, out));
      return options.output() == Options.Output.JSON
          ? json(report, facts, out, err)
          : summary(report, out);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println(Options.USAGE);
      return WRONG_USAGE;
    }
  }

  private static Map<String, Object> run(
      Parts parts, Options options, Report report, Screen screen) {
    return options.mode() == CacheMode.LOCAL
        ? Demo.run(parts.caches(), report, screen, options.replayLimit())
        : ClusterDemo.run(parts.nodes(), options.mode(), parts.effort(), report, screen);
  }

  private static Screen screen(Options options, PrintStream out) {
    return switch (options.output()) {
      case LIVE -> new LiveScreen(out, Demo.BOUND);
      case PLAIN -> new PlainScreen(out);
      case JSON -> new SilentScreen();
    };
  }

  static int json(Report report, Map<String, Object> facts, PrintStream out, PrintStream err) {
    out.println(report.toJson(facts));
    report.failed().forEach(claim -> err.println(failure(claim)));
    return exitCode(report);
  }

  static int summary(Report report, PrintStream out) {
    out.println();
    if (report.holds()) {
      out.println("all " + report.claims().size() + " claims hold");
    }
    report.failed().forEach(claim -> out.println(failure(claim)));
    return exitCode(report);
  }

  private static String failure(Claim claim) {
    return "claim failed: " + claim.name() + ": expected " + claim.expected() + ", was "
        + claim.actual();
  }

  private static int exitCode(Report report) {
    return report.holds() ? ALL_CLAIMS_HOLD : A_CLAIM_FAILED;
  }
}
