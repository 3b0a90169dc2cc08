// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.expiry.NanoClock;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes down what clients do, as they do it. No two moments are the same, so that what a client did first is first under a
 * clock that stands still, too. Thread-safe.
 */
public final class Recorder implements AutoCloseable {
  private final NanoClock clock;
  private final @Nullable HistoryWriter writer;

  @GuardedBy("this")
  private final Map<Long, Operation> operations = new LinkedHashMap<>();

  @GuardedBy("this")
  private long lastMoment = Long.MIN_VALUE;

  private Recorder(NanoClock clock, @Nullable HistoryWriter writer) {
    this.clock = clock;
    this.writer = writer;
  }

  /** Returns a recorder that keeps the history in memory. */
  public static Recorder inMemory(NanoClock clock) {
    return new Recorder(clock, null);
  }

  /**
   * Returns a recorder that writes to a new file, too. Histories of several processes can be merged if the clock is
   * {@code System::nanoTime}, which all processes of a machine share.
   */
  public static Recorder writingTo(Path file, NanoClock clock) {
    return new Recorder(clock, HistoryWriter.create(file));
  }

  /** Returns a client that makes its calls known here. */
  public RecordedClient client(String node, String name) {
    return new RecordedClient(this, new Client(node, name));
  }

  /** Notes that a client is about to call. */
  public synchronized OpenCall begin(Client client, String key, Call call) {
    long id = operations.size() + 1L;
    long now = nextMoment();
    Interval interval = new Interval(now, Interval.NEVER);
    if (writer != null) {
      writer.begin(id, client, key, call, now);
    }
    operations.put(id, new Operation(client, key, call, interval, Answer.UNDECIDED));
    return new OpenCall(call, answer -> end(id, answer));
  }

  private synchronized void end(long id, Answer answer) {
    Operation operation = operations.get(id);
    if (operation.interval().returned() != Interval.NEVER) {
      throw new IllegalStateException("answered before: " + operation);
    }
    long now = nextMoment();
    if (writer != null) {
      writer.end(id, now, answer);
    }
    Interval interval = new Interval(operation.interval().invoked(), now);
    operations.put(id, operation.during(interval).answering(answer));
  }

  @GuardedBy("this")
  private long nextMoment() {
    lastMoment = Math.max(clock.nanos(), lastMoment + 1);
    return lastMoment;
  }

  /** Returns what was taken down so far; calls without an answer are undecided. */
  public synchronized History history() {
    return new History(operations.values().stream().toList());
  }

  /** Closes the file, if there is one. */
  @Override
  public synchronized void close() {
    if (writer != null) {
      writer.close();
    }
  }
}
