// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lungo.cluster.history.Answer;
import io.github.lungo.cluster.history.History;
import io.github.lungo.cluster.history.HistoryReader;
import io.github.lungo.cluster.history.Kind;
import io.github.lungo.cluster.history.Linearizability;
import io.github.lungo.cluster.history.Operation;
import io.github.lungo.cluster.history.Verdict;
import io.github.lungo.cluster.membership.StableHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a run's files tell of one cache. Immutable. */
final class RunFindings {
  private final String cache;
  private final History history;

  private RunFindings(String cache, History history) {
    this.cache = cache;
    this.history = history;
  }

  /** Reads the histories of all members. */
  static RunFindings read(String cache, Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      Path[] ours = files
          .filter(file -> file.getFileName().toString().matches(cache + "-.*\\.history"))
          .toArray(Path[]::new);
      return new RunFindings(cache, HistoryReader.read(ours));
    }
  }

  /** Returns what members told their clients that went wrong, at most a few lines. */
  static List<String> failures(Path directory) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".failures")).toList()) {
        Files.readAllLines(file, UTF_8)
            .forEach(line -> lines.add(file.getFileName() + ": " + line));
      }
    }
    return lines;
  }

  int operations() {
    return history.operations().size();
  }

  int undecided() {
    return (int) history.operations().stream().filter(Operation::isUndecided).count();
  }

  /** Returns how many operations the busiest key has. */
  int mostOfAKey() {
    return history.keys().stream()
        .mapToInt(key -> history.of(key).operations().size())
        .max()
        .orElse(0);
  }

  /** Returns whether an order explains all answers, those of the reads at the end included. */
  Verdict linearizability() {
    return Linearizability.allowing().check(history);
  }

  /** Returns the counters that hold less than was acknowledged, or more than was asked for. */
  List<String> wrongCounters() {
    List<String> wrong = new ArrayList<>();
    for (String counter : Keys.counters()) {
      List<Operation> adds = history.of(counter).operations().stream()
          .filter(operation -> operation.call().kind() == Kind.ADD)
          .toList();
      long undecided = adds.stream().filter(Operation::isUndecided).count();
      long acknowledged = adds.size() - undecided;
      for (Operation read : lastReads(counter)) {
        long value = read.answer().isValue() ? read.answer().value() : 0;
        if (value < acknowledged || value > acknowledged + undecided) {
          wrong.add(cache + ", " + counter + ": " + read.client() + " reads " + value + " after "
              + acknowledged + " acknowledged and " + undecided + " undecided additions");
        }
      }
    }
    return wrong;
  }

  /** Returns the reads after everything had ended. */
  private List<Operation> lastReads(String key) {
    return history.of(key).operations().stream()
        .filter(operation -> operation.client().name().equals(Workload.READER))
        .toList();
  }

  /** Returns how many members have read everything at the end. */
  long readers() {
    return history.operations().stream()
        .map(Operation::client)
        .filter(client -> client.name().equals(Workload.READER))
        .distinct()
        .count();
  }

  /**
   * Returns how long it took, once a member was dead, until a write of a key that it had led was acknowledged to someone.
   *
   * @param until when to look no further
   */
  Duration untilFirstSuccess(long dead, Set<Integer> led, long until) {
    StableHash hash = new StableHash(cache);
    return Duration.ofNanos(history.operations().stream()
        .filter(operation -> operation.interval().returned() > dead
            && operation.interval().returned() < until
            && !operation.isUndecided()
            && isWrite(operation)
            && led.contains(hash.segmentOf(operation.key())))
        .mapToLong(operation -> operation.interval().returned() - dead)
        .min()
        .orElse(until - dead));
  }

  private static boolean isWrite(Operation operation) {
    return switch (operation.call().kind()) {
      case PUT, GET_AND_PUT, ADD -> !operation.answer().equals(Answer.FAILED);
      default -> false;
    };
  }

  /** Returns the longest call that was answered. */
  Duration longestCall() {
    return Duration.ofNanos(history.operations().stream()
        .filter(operation -> !operation.isUndecided())
        .mapToLong(
            operation -> operation.interval().returned() - operation.interval().invoked())
        .max()
        .orElse(0));
  }
}
