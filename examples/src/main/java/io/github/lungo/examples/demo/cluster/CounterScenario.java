// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** All threads of all nodes add to the same counters by {@code invoke}, and nothing is lost or added twice. */
final class CounterScenario implements Scenario {
  private static final int COUNTERS = 10;
  private static final int THREADS = 4;

  private final Roster roster;
  private final int times;

  /**
   * Creates the scenario.
   *
   * @param times how often each thread adds to each counter
   */
  CounterScenario(Roster roster, int times) {
    this.roster = roster;
    this.times = times;
  }

  @Override
  public String title() {
    return "counters";
  }

  @Override
  public List<Claim> run() {
    List<String> counters =
        IntStream.range(0, COUNTERS).mapToObj(number -> "counter " + number).toList();
    int nodes = roster.running().size();
    List<Long> failures =
        Together.ask(roster.running(), node -> node.count(counters, THREADS, times));
    List<List<Long>> read =
        roster.running().stream().map(node -> node.numbers(counters)).distinct().toList();
    List<Long> exact = Collections.nCopies(COUNTERS, (long) nodes * THREADS * times);
    int invocations = nodes * THREADS * times * COUNTERS;
    return List.of(
        Claim.equal(
            "counters: failures of " + invocations + " invocations by " + nodes + " x " + THREADS
                + " threads",
            0L,
            failures.stream().mapToLong(Long::longValue).sum()),
        Claim.equal(
            "counters: the " + COUNTERS + " as each node reads them",
            List.of(exact).toString(),
            read.toString()));
  }
}
