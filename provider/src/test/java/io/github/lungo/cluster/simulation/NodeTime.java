// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import io.github.lungo.expiry.NanoClock;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Clocks, alarms and threads of one node, which wait while it pauses and are gone once it crashed. An exception that a task
 * throws ends the run. Confined to one thread.
 */
public final class NodeTime {
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MOST_UPTIME = Duration.ofHours(1);
  private static final Duration MOST_SKEW = Duration.ofSeconds(30);

  private final VirtualTime time;
  private final Lane lane;
  private final Delays delays;
  private final Dice dice;
  private final Duration uptime;
  private final Duration skew;

  NodeTime(VirtualTime time, Lane lane, Delays delays, Dice dice) {
    this.time = time;
    this.lane = lane;
    this.delays = delays;
    this.dice = dice;
    this.uptime = dice.upTo(MOST_UPTIME);
    this.skew = dice.upTo(MOST_SKEW);
  }

  /** Returns elapsed time, with an origin that no other node has. */
  public NanoClock clock() {
    return () -> time.nanos() + uptime.toNanos();
  }

  /** Returns the time of day, by up to half a minute ahead of the right one. */
  public InstantSource instants() {
    return () -> EPOCH.plus(skew).plusNanos(time.nanos());
  }

  /** Returns an alarm, which rings a little late. */
  public Alarm alarm() {
    return (delay, task) -> {
      SetAlarm alarm = new SetAlarm();
      alarm.rings(time.schedule(lane, delay.plus(delays.next(dice)), "alarm " + delay, () -> {
        task.run();
        alarm.complete(null);
      }));
      return alarm;
    };
  }

  /** Returns an executor with as many threads as there are tasks: they begin in an order that the seed decides. */
  public Executor pool() {
    return task -> time.schedule(lane, delays.next(dice), "task", task);
  }

  /** Returns an executor with a thread of its own: its tasks begin in their order. */
  public Executor thread() {
    Queue<Runnable> tasks = new ArrayDeque<>();
    return task -> {
      tasks.add(task);
      time.schedule(
          lane, delays.next(dice), "task in order", () -> tasks.remove().run());
    };
  }

  /** Ends a pause. */
  void resume() {
    time.resume(lane, () -> delays.next(dice));
  }
}
