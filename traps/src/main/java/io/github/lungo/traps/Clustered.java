// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

/** What of the traps concerns several nodes, and waits for the clustered modes: the tests that are still to be written. */
public enum Clustered {
  /** Created expiry on copies. */
  CREATED_EXPIRY_ON_COPIES(
      6, "an update keeps the creation deadline on every replica, backup and near copy"),
  /** Processor failures of other nodes. */
  REMOTE_PROCESSOR_FAILURE(
      9, "a processor that fails on another node gives its exception, with the original cause"),
  /** Processors run twice. */
  PROCESSOR_RUN_TWICE(
      12, "where a processor may run twice, writer and events come from the winning run alone"),
  /** Filters on several nodes. */
  FILTER_ON_ONE_NODE(
      15, "a filter does not run on every node for the same event, unless its scope says so"),
  /** Events on several nodes. */
  ORDER_ON_EVERY_NODE(
      18,
      "events of a key come in the same order on every node; a configuration registered on two is legal"),
  /** Statistics of a cluster. */
  STATISTICS_OF_EACH_NODE(
      24, "statistics are those of a node; a processor run elsewhere counts once, at its caller"),
  /** Closing in a cluster. */
  CLOSE_KEEPS_DATA(
      25,
      "closing a cache, manager or provider keeps the data; only destroying takes it, from all nodes"),
  /** Loads over several nodes. */
  LOAD_OF_A_CLUSTER(
      35, "callers on several nodes share one load; one that leaves does not disturb the others"),
  /** Partitions. */
  PARTIAL_RESULTS(
      37,
      "iterators and bulk operations that cannot reach a part throw, and are never silently short");

  private final int line;
  private final String title;

  Clustered(int line, String title) {
    this.line = line;
    this.title = title;
  }

  /** Returns the number of the trap. */
  public int line() {
    return line;
  }

  /** Returns what is right. */
  public String title() {
    return title;
  }
}
