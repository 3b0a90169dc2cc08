// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is at which key of a segment: one job at a time for each key, in their order, and a job of all keys alone. Confined to
 * the segment's mailbox.
 */
final class Turns<K> {
  private final Mailbox mailbox;

  /** By each key at which a job is, those that wait for it. */
  private final Map<K, ArrayDeque<Job<K>>> waiting = new HashMap<>();

  /** Those that wait until the job of all keys has ended. */
  private final ArrayDeque<Job<K>> behind = new ArrayDeque<>();

  /** The job of all keys, which waits for those before it, or is running. */
  private @Nullable Job<K> alone;

  private boolean isOpen;

  /** Creates turns that begin with {@link #open}. */
  Turns(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  /** Lets the jobs begin, these before all others. */
  void open(List<? extends Job<K>> first) {
    for (int i = first.size() - 1; i >= 0; i--) {
      behind.addFirst(first.get(i));
    }
    isOpen = true;
    admitBehind();
  }

  boolean isOpen() {
    return isOpen;
  }

  /** Returns whether nobody is at a key, nor waits to be. */
  boolean isFree(K key) {
    return isOpen && alone == null && !waiting.containsKey(key);
  }

  /** Takes a job, which begins as soon as it is its turn. */
  void add(Job<K> job) {
    if (!isOpen || alone != null) {
      behind.add(job);
    } else {
      admit(job);
    }
  }

  private void admit(Job<K> job) {
    @Nullable K key = job.key();
    if (key == null) {
      alone = job;
      beginAlone();
      return;
    }
    @Nullable ArrayDeque<Job<K>> line = waiting.get(key);
    if (line == null) {
      waiting.put(key, new ArrayDeque<>(0));
      job.begin();
    } else {
      line.add(job);
    }
  }

  private void beginAlone() {
    if (alone != null && waiting.isEmpty()) {
      alone.begin();
    }
  }

  /** Ends the turn of a job. */
  void ended(Job<K> job) {
    @Nullable K key = job.key();
    if (key == null) {
      alone = null;
      admitBehind();
      return;
    }
    @Nullable ArrayDeque<Job<K>> line = waiting.get(key);
    @Nullable Job<K> next = line == null ? null : line.poll();
    if (next == null) {
      waiting.remove(key);
      beginAlone();
    } else {
      mailbox.execute(next::begin); // not from here: a long line would be a deep stack
    }
  }

  private void admitBehind() {
    while (isOpen && alone == null && !behind.isEmpty()) {
      admit(behind.remove());
    }
  }

  /** Takes all jobs out that have not begun, and the one of all keys, whether or not it has. */
  List<Job<K>> close() {
    isOpen = false;
    List<Job<K>> left = new ArrayList<>();
    if (alone != null) {
      left.add(alone);
    }
    waiting.values().forEach(left::addAll);
    waiting.clear();
    left.addAll(behind);
    behind.clear();
    alone = null;
    return left;
  }
}
