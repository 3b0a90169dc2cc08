// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether the nodes of a cluster still copy a cache to each other, by what the provider logs of its topologies. The TCK counts
 * calls of loaders and writers, of which there may be one more wherever a key moves to another node: so none may move while it
 * counts. Thread-safe.
 */
final class Rebalancing extends Handler {
  private static final Pattern LINE = Pattern.compile(
      "cache '(.+)': topology (\\d+) of \\S+ (after|with members|in force).*", Pattern.DOTALL);

  /** Held, as a logger that nobody holds forgets its level. */
  private final Logger topologies =
      Logger.getLogger("io.github.lungo.cluster.topology.Participation");

  /** By cache, guarded by this. */
  private final Map<String, Newest> newest = new HashMap<>();

  private final int nodes;
  private final Duration patience;

  private Rebalancing(int nodes, Duration patience) {
    this.nodes = nodes;
    this.patience = patience;
  }

  /**
   * The newest topology of a cache.
   *
   * @param isCopying whether some node is still sent entries
   * @param nodes how many nodes know that it is in force
   */
  private record Newest(long topology, boolean isCopying, int nodes) {

    Newest and(Newest other) {
      if (other.topology != topology) {
        return other.topology > topology ? other : this;
      }
      return new Newest(topology, isCopying || other.isCopying, nodes + other.nodes);
    }
  }

  /**
   * Returns what hears the topologies of this JVM from now on.
   *
   * @param nodes how many there are
   * @param patience how long to wait for the end
   */
  static Rebalancing heard(int nodes, Duration patience) {
    Rebalancing rebalancing = new Rebalancing(nodes, patience);
    rebalancing.topologies.setLevel(Level.ALL);
    rebalancing.topologies.setUseParentHandlers(false);
    rebalancing.topologies.addHandler(rebalancing);
    return rebalancing;
  }

  @Override
  public void publish(LogRecord record) {
    String message = String.valueOf(record.getMessage());
    Matcher line = LINE.matcher(message);
    if (line.matches()) {
      long topology = Long.parseLong(line.group(2));
      boolean isCopying = message.contains("copies being made");
      note(
          line.group(1), new Newest(topology, isCopying, line.group(3).equals("in force") ? 1 : 0));
    }
  }

  private synchronized void note(String cache, Newest heard) {
    newest.merge(cache, heard, Newest::and);
    notifyAll();
  }

  /** Waits until every node has what it is to keep of a cache that all nodes have. */
  synchronized void awaitEnd(String cache) {
    long end = System.nanoTime() + patience.toNanos();
    while (!isOver(cache)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new IllegalStateException("cache '" + cache + "' is still being copied after "
            + patience + ": " + newest.get(cache));
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", interrupted);
      }
    }
  }

  /** Returns whether every node has what it is to keep of a cache. */
  synchronized boolean isOver(String cache) {
    @Nullable Newest last = newest.get(cache);
    return last != null && !last.isCopying() && last.nodes() == nodes;
  }

  /** Forgets a cache, which may come again. */
  synchronized void forget(String cache) {
    newest.remove(cache);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    topologies.removeHandler(this);
  }
}
