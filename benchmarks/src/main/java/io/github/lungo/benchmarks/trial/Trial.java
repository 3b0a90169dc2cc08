// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.trial;

import io.github.lungo.benchmarks.provider.Contender;
import io.github.lungo.benchmarks.provider.Provider;
import io.github.lungo.benchmarks.row.Cost;
import io.github.lungo.benchmarks.row.Feature;
import io.github.lungo.benchmarks.row.JCacheCalls;
import io.github.lungo.benchmarks.row.KeyStream;
import io.github.lungo.benchmarks.row.Proof;
import io.github.lungo.benchmarks.row.RawCaffeine;
import io.github.lungo.benchmarks.row.Row;
import io.github.lungo.benchmarks.row.Workload;
import java.util.List;
import java.util.OptionalLong;
import javax.cache.Cache;
import javax.management.JMException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One fork: one row on one contender in this JVM. Checks that the row is what it says, then measures it, and tells the
 * parent on standard output: {@code @cost operations nanoseconds bytes} for each iteration that counts, or
 * {@code @refused why}.
 */
public final class Trial {
  private final Contender contender;
  private final Row row;
  private final int warmups;
  private final int iterations;
  private final long millis;

  private Trial(String[] arguments) {
    contender = Contender.of(arguments[0]);
    row = Row.named(arguments[1]);
    warmups = Integer.parseInt(arguments[2]);
    iterations = Integer.parseInt(arguments[3]);
    millis = Long.parseLong(arguments[4]);
  }

  /**
   * Runs the fork.
   *
   * @param arguments contender, row, iterations to warm up, iterations that count, milliseconds of each
   */
  public static void main(String[] arguments) {
    Answer.by(() -> new Trial(arguments).run());
  }

  private void run() throws RunnerException, JMException {
    if (contender.isRaw()) {
      Workload workload = RawCaffeine.workload(row);
      new Proof(row).run(workload);
      measure(workload);
      return;
    }
    try (Provider provider = contender.start()) {
      new RowChecks(row, provider).run();
      OptionalLong bound =
          row.has(Feature.BOUNDED) ? OptionalLong.of(KeyStream.BOUND) : OptionalLong.empty();
      Cache<Integer, Object> cache =
          provider.create("measured", JCacheCalls.configuration(row), bound);
      Workload workload = JCacheCalls.workload(row, cache);
      new Proof(row).run(workload);
      measure(workload);
    }
  }

  private void measure(Workload workload) throws RunnerException {
    workload.takeCost();
    RowBenchmark.choose(workload);
    var options = new OptionsBuilder()
        .include(RowBenchmark.class.getName())
        .forks(0)
        .warmupIterations(warmups)
        .warmupTime(TimeValue.milliseconds(millis))
        .measurementIterations(iterations)
        .measurementTime(TimeValue.milliseconds(millis))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
    new Runner(options).run();
    List<Cost> costs = RowBenchmark.costs();
    for (Cost cost : costs.subList(warmups, costs.size())) {
      Answer.give("cost", cost.operations() + " " + cost.cpuNanos() + " " + cost.bytes());
    }
  }
}
