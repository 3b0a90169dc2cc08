// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Has a node write batches of keys on end, and read some of another writer's, which it may keep, until it is told to stop or the node is gone. Thread-safe. */
final class Writer {
  private static final int BATCH = 40;
  private static final int READ = 10;

  private final Node node;
  private final String name;
  private final String other;
  private final int rounds;
  private final Ledger ledger;
  private final Thread thread = new Thread(this::write, "demo-writer");
  private volatile boolean stopped;
  private volatile long done;
  private volatile long failures;
  private volatile long lastStart;

  /**
   * Creates a writer that has not begun.
   *
   * @param name what no other writer of the ledger is called
   * @param other the name of the writer whose keys it reads
   * @param rounds after how many batches it writes the same keys again
   */
  Writer(Node node, String name, String other, int rounds, Ledger ledger) {
    this.node = node;
    this.name = name;
    this.other = other;
    this.rounds = rounds;
    this.ledger = ledger;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // by this thread alone
  private void write() {
    for (long number = 1; !stopped; number++) {
      List<String> keys = keys(name, number % rounds);
      long start = System.nanoTime();
      // Before it is sent: a node that dies has perhaps written it.
      ledger.leaveOpen(keys, number);
      try {
        List<String> written = node.write(keys, number);
        ledger.acknowledge(written, number);
        failures += keys.size() - written.size();
        node.numbers(keys(other, number % rounds).subList(0, READ));
      } catch (NodeLostException e) {
        return;
      } catch (RuntimeException e) {
        failures += keys.size();
        return;
      }
      lastStart = start;
      done++;
    }
  }

  private static List<String> keys(String name, long batch) {
    return IntStream.range(0, BATCH)
        .mapToObj(i -> name + "/" + (batch * BATCH + i))
        .toList();
  }

  /** Returns how many batches are done. */
  long done() {
    return done;
  }

  /** Returns whether it has done a batch that began after then, by {@link System#nanoTime()}. */
  boolean hasWorkedSince(long nanos) {
    return done > 0 && lastStart - nanos > 0;
  }

  /** Returns how many calls failed; those of a node that is gone do not count. */
  long failures() {
    return failures;
  }

  /** Ends it and waits for its last batch. */
  void stop() throws InterruptedException {
    stopped = true;
    thread.join();
  }

  /** Starts a writer for each of the nodes, which writes the same keys again after so many batches. */
  static List<Writer> startAll(List<Node> nodes, int rounds, Ledger ledger) {
    List<Writer> writers = new ArrayList<>();
    for (Node node : nodes) {
      int next = (writers.size() + 1) % nodes.size();
      writers.add(new Writer(node, "writer " + writers.size(), "writer " + next, rounds, ledger));
    }
    writers.forEach(Writer::start);
    return writers;
  }
}
