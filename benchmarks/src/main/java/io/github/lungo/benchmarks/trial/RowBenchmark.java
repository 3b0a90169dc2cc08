// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.trial;

import io.github.lungo.benchmarks.row.Cost;
import io.github.lungo.benchmarks.row.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The one benchmark of JMH: the next call of whatever {@link Workload} this JVM is for. What counts is not JMH's time but
 * the CPU time and the bytes of the calling thread, taken in that thread around each iteration.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RowBenchmark {
  /** What to run, and the costs of all iterations so far: JMH makes the state by itself and in this JVM. */
  private static @Nullable Workload chosen;

  private static final List<Cost> COSTS = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // JMH calls the method below first
  private Workload workload;

  /** Says what all iterations of this JVM run. */
  static void choose(Workload workload) {
    chosen = workload;
  }

  /** Returns the costs of all iterations, warm-up first. */
  static List<Cost> costs() {
    return List.copyOf(COSTS);
  }

  /** Takes what was chosen. */
  @Setup(Level.Trial)
  public void take() {
    if (chosen == null) {
      throw new IllegalStateException("started without Trial, which says what to run");
    }
    workload = chosen;
  }

  /** Starts to count. */
  @Setup(Level.Iteration)
  public void start() {
    workload.start();
  }

  /** Stops to count. */
  @TearDown(Level.Iteration)
  public void stop() {
    workload.stop();
    COSTS.add(workload.takeCost());
  }

  /** Runs one call. */
  @Benchmark
  public @Nullable Object call() {
    return workload.next();
  }
}
