// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import org.jspecify.annotations.Nullable;

/** Something that will happen at a virtual time. Confined to one thread. */
final class Event implements Comparable<Event> {
  final Lane lane;
  final String what;
  private long time;
  private long sequence;
  private @Nullable Runnable task;

  Event(Lane lane, String what, Runnable task) {
    this.lane = lane;
    this.what = what;
    this.task = task;
  }

  /** Sets when it happens, and after which of the others of that time. */
  void moveTo(long newTime, long newSequence) {
    time = newTime;
    sequence = newSequence;
  }

  /** Returns when it happens, in nanoseconds. */
  long time() {
    return time;
  }

  /** Takes it back, and lets go of what would have been done. */
  void cancel() {
    task = null;
  }

  /** Returns whether it was taken back, or belongs to a node that is no more. */
  boolean isVoid() {
    return task == null || lane.isStopped();
  }

  /** Lets it happen. */
  void happen() {
    if (task != null) {
      task.run();
    }
  }

  @Override
  public int compareTo(Event other) {
    int byTime = Long.compare(time, other.time);
    return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
  }

  @Override
  public String toString() {
    return time + " " + lane + " " + what;
  }
}
