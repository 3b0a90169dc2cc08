// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo;

import io.github.lungo.examples.demo.claim.Report;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.replay.Replay;
import io.github.lungo.examples.demo.replay.ReplaySnapshot;
import io.github.lungo.examples.demo.replay.WatchedLoader;
import io.github.lungo.examples.demo.scenario.DemoCaches;
import io.github.lungo.examples.demo.scenario.ExpiryScenario;
import io.github.lungo.examples.demo.scenario.RaceScenario;
import io.github.lungo.examples.demo.scenario.ReplayScenario;
import io.github.lungo.examples.demo.scenario.StampedeScenario;
import io.github.lungo.examples.demo.scenario.TableScenario;
import io.github.lungo.examples.demo.scenario.WriteThroughScenario;
import io.github.lungo.examples.demo.screen.Screen;
import io.github.lungo.examples.demo.table.CharacterRow;
import io.github.lungo.examples.demo.table.CharacterTable;
import io.github.lungo.examples.demo.table.TableLoader;
import io.github.lungo.examples.demo.table.UnicodeData;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** The demo from the empty database to the last claim. Confined to the main thread, which runs it once. */
final class Demo {
  /** The most entries that the replay's cache may hold: a third of the characters that the text uses. */
  static final long BOUND = 1_000;

  private static final int LEAST_THREADS = 4;

  private final Report report;
  private final Screen screen;
  private final CharacterTable table;
  private final UnicodeData truth;
  private final AtomicReference<@Nullable ReplaySnapshot> lastSnapshot = new AtomicReference<>();

  private Demo(Report report, Screen screen, CharacterTable table, UnicodeData truth) {
    this.report = report;
    this.screen = screen;
    this.table = table;
    this.truth = truth;
  }

  /** Runs all scenarios and returns figures that are no claims. */
  static Map<String, Object> run(
      Supplier<DemoCaches> provider, Report report, Screen screen, Duration replayLimit) {
    UnicodeData truth = UnicodeData.ofThisJdk();
    try (CharacterTable table = CharacterTable.create();
        DemoCaches caches = provider.get()) {
      return new Demo(report, screen, table, truth).run(caches, replayLimit);
    }
  }

  private Map<String, Object> run(DemoCaches caches, Duration replayLimit) {
    ExecutorService threads = Executors.newCachedThreadPool(Demo::daemon);
    try {
      table.fill(truth.rows());
      screen.line(
          text("Database: H2 with %,d characters of %,d scripts", table.rows(), table.scripts()));
      check(new TableScenario(table));
      replay(caches, replayLimit);
      stampede(caches);
      screen.line("Race: a load has read the old row when the row is updated");
      check(new RaceScenario(table, caches, row('R'), threads));
      screen.line("Expiry: the row changes behind the cache's back");
      check(new ExpiryScenario(table, caches, row('E')));
      screen.line("Write-through: a put updates the row; then one that the database refuses");
      check(new WriteThroughScenario(table, caches, row('W')));
      return facts(caches);
    } finally {
      threads.shutdownNow();
    }
  }

  private void replay(DemoCaches caches, Duration limit) {
    int threads = Math.max(LEAST_THREADS, Runtime.getRuntime().availableProcessors());
    screen.line(text(
        "Replay: %d threads read the JDK's names of all locales in all languages,%n  one read a character, through a cache of at most %,d entries",
        threads, BOUND));
    Cache<Integer, CharacterRow> cache =
        caches.bounded("characters", new WatchedLoader(new TableLoader(table)), BOUND);
    Replay replay = Replay.of(cache, table, truth, threads, limit);
    check(new ReplayScenario(replay, BOUND, this::show));
  }

  private void show(ReplaySnapshot snapshot) {
    lastSnapshot.set(snapshot);
    screen.progress(snapshot);
  }

  private void stampede(DemoCaches caches) {
    screen.line("Stampede: 64 threads ask for one key while its query runs");
    table.damage('X');
    check(new StampedeScenario(table, caches, 'S', truth.firstMissing(), 'X'));
    table.write(row('X'));
  }

  private void check(Scenario scenario) {
    report.check(scenario, screen::claim);
  }

  private CharacterRow row(int code) {
    return Objects.requireNonNull(truth.row(code), "no row");
  }

  private Map<String, Object> facts(DemoCaches caches) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("provider", caches.providerName());
    facts.put("java", Runtime.version().toString());
    facts.put("rows", table.rows());
    facts.put("bound", BOUND);
    ReplaySnapshot end = lastSnapshot.get();
    if (end != null) {
      facts.put("seconds", end.elapsed().toMillis() / 1000.0);
      facts.put("shareOfText", end.share());
      facts.put("reads", end.reads());
      facts.put("queries", end.queries());
      facts.put("queriesSaved", end.saved());
      facts.put("hitRatio", end.hitRatio());
      facts.put("hitP99Nanos", end.hits().p99Nanos());
      facts.put("missP99Nanos", end.misses().p99Nanos());
    }
    return facts;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "demo-worker");
    thread.setDaemon(true);
    return thread;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
