// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.CacheMode;
import io.github.lungo.examples.demo.claim.Report;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.screen.Screen;
import io.github.lungo.examples.demo.table.CharacterTable;
import io.github.lungo.examples.demo.table.NumberTable;
import io.github.lungo.examples.demo.table.TableAddress;
import io.github.lungo.examples.demo.table.TableServer;
import io.github.lungo.examples.demo.table.UnicodeData;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The demo of a cluster from the empty database to the end of the last node. Confined to the main thread. */
public final class ClusterDemo {
  private static final int HIEROGLYPHS = 0x13000;
  private static final int HOT_BEVERAGE = 0x2615;

  private final CacheMode mode;
  private final Effort effort;
  private final CharacterTable table;
  private final NumberTable numbers;
  private final Report report;
  private final Screen screen;

  /** Makes the nodes in front of a table, none started yet. */
  public interface Opening {
    /** Returns them. */
    Nodes open(TableAddress table, CacheMode mode);
  }

  private ClusterDemo(
      CacheMode mode, Effort effort, CharacterTable table, Report report, Screen screen) {
    this.mode = mode;
    this.effort = effort;
    this.table = table;
    this.numbers = NumberTable.createBeside(table);
    this.report = report;
    this.screen = screen;
  }

  /** Runs all scenarios and returns figures that are no claims. */
  public static Map<String, Object> run(
      Opening opening, CacheMode mode, Effort effort, Report report, Screen screen) {
    UnicodeData truth = UnicodeData.ofThisJdk();
    try (CharacterTable table = CharacterTable.create();
        TableServer server = TableServer.start(table);
        Nodes nodes = opening.open(server.address(), mode)) {
      table.fill(truth.rows());
      return new ClusterDemo(mode, effort, table, report, screen)
          .run(new Roster(nodes), truth.firstMissing());
    }
  }

  private Map<String, Object> run(Roster roster, int missing) {
    line("Database: H2 with %,d characters, in this process; it counts the queries", table.rows());
    line("Meeting: 3 JVMs start, each with a cache of mode %s before the database", mode);
    check(new MeetingScenario(roster));
    line("Stampede: threads of all nodes ask for one key while its query runs");
    check(new CrowdScenario(table, roster, HOT_BEVERAGE, missing));
    line("Updates: each a put on one node, through to the database, then reads on the others");
    check(new UpdateScenario(table, roster, HIEROGLYPHS, effort.updates()));
    if (mode == CacheMode.INVALIDATION) {
      runNearCopies(roster);
    } else {
      runSharedValues(roster);
    }
    Ledger ledger = new Ledger();
    line("Crash: SIGKILL for the oldest node, the coordinator, while all 4 write");
    check(new CrashScenario(roster, ledger, effort.batches()));
    if (mode == CacheMode.INVALIDATION) {
      check(new DatabaseScenario(numbers, ledger));
    }
    line("Return: a JVM starts in place of the killed one");
    check(new ReturnScenario(roster, ledger));
    line("Farewell: all nodes leave");
    check(new FarewellScenario(roster));
    return facts();
  }

  private void runNearCopies(Roster roster) {
    line(
        "Counters: left out. In this mode an entry processor sees its own node's copy alone, so that what all nodes"
            + " add to one counter does not add up without a lock");
    line("Join: a 4th JVM starts and makes copies of %,d rows", effort.rows());
    check(new NearJoinScenario(table, roster, HIEROGLYPHS, effort.rows()));
  }

  private void runSharedValues(Roster roster) {
    line("Counters: all nodes add to the same ones with entry processors");
    check(new CounterScenario(roster, effort.additions()));
    line("Join: a 4th JVM starts while the cluster holds %,d rows", effort.rows());
    check(new JoinScenario(table, roster, mode, HIEROGLYPHS, effort.rows()));
  }

  private void check(Scenario scenario) {
    report.check(scenario, screen::claim);
  }

  private void line(String format, Object... values) {
    screen.line(String.format(Locale.ROOT, format, values));
  }

  private Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mode", Objects.toString(mode));
    facts.put("java", Runtime.version().toString());
    facts.put("rows", table.rows());
    return facts;
  }
}
