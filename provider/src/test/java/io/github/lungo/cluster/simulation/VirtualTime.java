// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import io.github.lungo.expiry.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only from one event to the next, events of one time in the order in which they were scheduled. Confined
 * to the thread that made it, and says so to others: an event that another thread schedules would come at no certain time.
 */
public final class VirtualTime implements NanoClock {
  private static final int SHOWN = 20;

  private final Thread owner = Thread.currentThread();
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final List<Lane> lanes = new ArrayList<>();
  private final Trace trace = new Trace();
  private long now;
  private long scheduled;
  private boolean running;

  @Override
  public long nanos() {
    return now;
  }

  /** Returns what happened so far. */
  public Trace trace() {
    return trace;
  }

  /** Notes something that no event is. */
  void note(String line) {
    trace.add(now, line);
  }

  /** Makes room for the events of a node. */
  Lane lane(String name) {
    Lane lane = new Lane(name);
    lanes.add(lane);
    return lane;
  }

  /**
   * Lets something happen after a while.
   *
   * @param delay none if negative
   * @param what the line in the trace
   */
  Event schedule(Lane lane, Duration delay, String what, Runnable task) {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException("virtual time belongs to " + owner.getName() + ", but "
          + Thread.currentThread().getName() + " schedules: " + lane + " " + what);
    }
    Event event = new Event(lane, what, task);
    add(event, delay);
    return event;
  }

  private void add(Event event, Duration delay) {
    event.moveTo(now + Math.max(0, delay.toNanos()), scheduled++);
    events.add(event);
  }

  /** Ends a lane's pause: what was due comes after small delays, so not in its order. */
  void resume(Lane lane, Supplier<Duration> delays) {
    for (Event event : lane.resume()) {
      add(event, delays.get());
    }
  }

  /** Lets everything happen that is due within the time, which then is over. */
  public void runFor(Duration time) {
    run(() -> {
      long end = now + time.toNanos();
      for (Event next = next(); next != null && next.time() <= end; next = next()) {
        happen(next);
      }
      now = end;
    });
  }

  /**
   * Lets the event that happens now take time, as a call that its thread waits for: others happen meanwhile. Those that take
   * time themselves end before this one does.
   */
  public void takeTime(Duration time) {
    if (!running) {
      throw new IllegalStateException("only an event takes time");
    }
    running = false;
    try {
      runFor(time);
    } finally {
      running = true;
    }
  }

  /**
   * Lets things happen until the condition is met, which is asked after each event.
   *
   * @throws AssertionError if the time passes, or nothing is left to happen; says what was waiting
   */
  public void runUntil(BooleanSupplier condition, Duration limit) {
    run(() -> {
      long end = now + limit.toNanos();
      while (!condition.getAsBoolean()) {
        @Nullable Event next = next();
        if (next == null) {
          throw failure("nothing is left to happen, and the condition is not met", null);
        }
        if (next.time() > end) {
          throw failure("the condition is not met after " + limit, null);
        }
        happen(next);
      }
    });
  }

  /**
   * Lets things happen until the future is complete; returns its value.
   *
   * @throws ExecutionException if it failed
   */
  public <T> T await(Future<T> future, Duration limit) throws ExecutionException {
    runUntil(future::isDone, limit);
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private void run(Runnable events) {
    if (running) {
      throw new IllegalStateException("an event cannot wait for other events");
    }
    running = true;
    try {
      events.run();
    } finally {
      running = false;
    }
  }

  /** Returns the next event, having put aside those before it that are void, or whose nodes pause. */
  private @Nullable Event next() {
    for (Event next = events.peek(); next != null; next = events.peek()) {
      if (!next.isVoid() && next.lane.isRunning()) {
        return next;
      }
      events.remove();
      if (!next.isVoid()) {
        next.lane.keep(next);
      }
    }
    return null;
  }

  private void happen(Event next) {
    events.remove();
    now = next.time();
    note(next.lane + " " + next.what);
    try {
      next.happen();
    } catch (RuntimeException | AssertionError e) {
      throw failure("failed: " + next + ": " + e, e);
    }
  }

  private AssertionError failure(String message, @Nullable Throwable cause) {
    StringBuilder text = new StringBuilder("at " + now + " ns: " + message);
    text.append("\nto come: ").append(shown(List.copyOf(new PriorityQueue<>(events))));
    for (Lane lane : lanes) {
      if (lane.isPaused()) {
        text.append("\npaused, with: ").append(lane).append(shown(lane.waiting()));
      }
    }
    return new AssertionError(text + "\n" + trace.tail(), cause);
  }

  private static String shown(List<Event> some) {
    List<Event> real = some.stream().filter(event -> !event.isVoid()).sorted().toList();
    return real.size() + " events " + real.subList(0, Math.min(SHOWN, real.size()));
  }
}
