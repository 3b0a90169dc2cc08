// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.scenario;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.replay.Replay;
import io.github.lungo.examples.demo.replay.ReplayResult;
import io.github.lungo.examples.demo.replay.ReplaySnapshot;
import java.util.List;
import java.util.function.Consumer;

/** Real text, read through a cache that cannot hold all its characters. */
public final class ReplayScenario implements Scenario {
  private final Replay replay;
  private final long bound;
  private final Consumer<ReplaySnapshot> shown;

  /**
   * Creates the scenario.
   *
   * @param bound the most entries the cache may hold
   */
  public ReplayScenario(Replay replay, long bound, Consumer<ReplaySnapshot> shown) {
    this.replay = replay;
    this.bound = bound;
    this.shown = shown;
  }

  @Override
  public String title() {
    return "replay";
  }

  @Override
  public List<Claim> run() throws InterruptedException {
    ReplayResult result = replay.run(shown);
    ReplaySnapshot end = result.end();
    long hits = end.reads() - end.ownLoads();
    return List.of(
        Claim.equal("replay: reads whose answer is not the row's truth", 0L, end.wrong()),
        Claim.equal(
            "replay: hits (reads that ran no load) + queries = reads",
            end.reads(),
            hits + end.queries()),
        Claim.atLeast(
            "replay: percent of the reads that cost no query", 90, (long) (100 * end.hitRatio())),
        Claim.atLeast(
            "replay: different characters read, more than the cache may hold",
            bound + 1,
            result.touched()),
        Claim.atLeast("replay: times the entries held were counted", 2, result.counted()),
        Claim.atMost("replay: most entries held", bound, result.largest()));
  }
}
