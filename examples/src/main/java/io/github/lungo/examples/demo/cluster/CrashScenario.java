// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.scenario.Await;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The oldest node, which coordinates the cluster, is killed while all nodes write. What it acknowledged itself counts as well.
 * A survivor has recovered when it has done a batch that began after the kill, with keys of all nodes.
 */
final class CrashScenario implements Scenario {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long RECOVERY_MILLIS = 10_000;

  private final Roster roster;
  private final Ledger ledger;
  private final int batches;

  /**
   * Creates the scenario.
   *
   * @param batches how many batches each node writes before the crash, each key twice; half as many follow it
   */
  CrashScenario(Roster roster, Ledger ledger, int batches) {
    this.roster = roster;
    this.ledger = ledger;
    this.batches = batches;
  }

  @Override
  public String title() {
    return "crash";
  }

  @Override
  public List<Claim> run() throws InterruptedException {
    List<Writer> writers = Writer.startAll(roster.running(), batches / 2, ledger);
    List<Writer> survivors = writers.subList(1, writers.size());
    long recovery;
    try {
      awaitBatches(writers, batches);
      long killed = System.nanoTime();
      roster.killFirst();
      require(Await.until(
          LIMIT, () -> survivors.stream().allMatch(writer -> writer.hasWorkedSince(killed))));
      recovery = Millis.since(killed);
      long doneSoFar = survivors.stream().mapToLong(Writer::done).max().orElseThrow();
      awaitBatches(survivors, doneSoFar + batches / 2);
    } finally {
      for (Writer writer : writers) {
        writer.stop();
      }
    }
    long failures = survivors.stream().mapToLong(Writer::failures).sum();
    long lost = Together.ask(roster.running(), ledger::lost).stream()
        .mapToLong(Long::longValue)
        .sum();
    return List.of(
        Claim.atMost("crash: ms from SIGKILL until all survivors write", RECOVERY_MILLIS, recovery),
        Claim.equal("crash: calls of the survivors that failed meanwhile", 0L, failures),
        Claim.equal(
            text("crash: of %,d acknowledged writes, those lost on any survivor", ledger.writes()),
            0L,
            lost));
  }

  private static void awaitBatches(List<Writer> writers, long batches) {
    require(Await.until(
        LIMIT, () -> writers.stream().allMatch(writer -> writer.done() >= batches)));
  }

  private static void require(boolean inTime) {
    if (!inTime) {
      throw new IllegalStateException("the nodes do not write, for " + LIMIT.toSeconds() + " s");
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
