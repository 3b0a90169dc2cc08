// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What happened, a line for each event, and a hash of all lines: equal for equal runs. Keeps the last {@value #KEPT} lines.
 * Confined to one thread.
 */
public final class Trace {
  private static final int KEPT = 100_000;
  private static final int TAIL = 60;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final Deque<String> lines = new ArrayDeque<>();
  private String title = "no seed";
  private long hash = FNV_OFFSET;

  /** Says what run this is; failures print it. */
  void entitle(String newTitle) {
    title = newTitle;
    add(0, newTitle);
  }

  /** Adds a line. */
  void add(long nanos, String line) {
    String stamped = nanos + " " + line;
    for (int i = 0; i < stamped.length(); i++) {
      hash = (hash ^ stamped.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ '\n') * FNV_PRIME;
    lines.addLast(stamped);
    if (lines.size() > KEPT) {
      lines.removeFirst();
    }
  }

  /** Returns the hash of all lines so far, those that were dropped too. */
  public long hash() {
    return hash;
  }

  /** Returns the lines: nanoseconds, node and event. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Returns the title and the last lines. */
  String tail() {
    List<String> all = new ArrayList<>(lines);
    List<String> last = all.subList(Math.max(0, all.size() - TAIL), all.size());
    return title + ", trace " + Long.toHexString(hash) + ", its last lines:\n"
        + String.join("\n", last);
  }
}
