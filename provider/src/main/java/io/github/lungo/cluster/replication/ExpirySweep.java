// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Has entries leave whose time is over, at the segments that this member leads: some segments at a time, all within seconds.
 * Until they leave nobody is shown them. Confined to its alarm, but for {@link #start} and {@link #stop}.
 */
final class ExpirySweep<K, V> {
  private static final Duration PACE = Duration.ofMillis(250);
  private static final int SEGMENTS_AT_ONCE = 32;

  private final NanoClock clock;
  private final Alarm alarm;
  private final AtomicBoolean isStarted = new AtomicBoolean();
  private volatile List<Seat<K, V>> seats = List.of();
  private int next;
  private volatile boolean isStopped;
  private volatile @Nullable Future<?> coming;

  ExpirySweep(NanoClock clock, Alarm alarm) {
    this.clock = clock;
    this.alarm = alarm;
  }

  /** Takes what is to be swept, before anything is in it. */
  void watch(Seats<K, V> all) {
    seats = all.all();
  }

  /** Begins, when the first entry comes that has a deadline. Thread-safe. */
  void start() {
    if (isStarted.compareAndSet(false, true)) {
      setAlarm();
    }
  }

  private void setAlarm() {
    if (!isStopped) {
      coming = alarm.set(PACE, this::sweep);
    }
  }

  private void sweep() {
    for (int i = 0; i < SEGMENTS_AT_ONCE; i++) {
      Seat<K, V> seat = seats.get(next);
      next = (next + 1) % seats.size();
      seat.mailbox().execute(() -> sweep(seat));
    }
    setAlarm();
  }

  private void sweep(Seat<K, V> seat) {
    @Nullable Primacy<K, V> primacy = seat.openPrimacy();
    if (primacy == null || !seat.segment().hasDeadlines()) {
      return;
    }
    long now = clock.nanos();
    for (K key : seat.segment().keys()) {
      @Nullable VersionedValue entry = seat.segment().entry(key);
      if (entry != null && entry.isExpiredAt(now)) {
        primacy.add(new ExpiryJob<>(primacy, key));
      }
    }
  }

  void stop() {
    isStopped = true;
    @Nullable Future<?> last = coming;
    if (last != null) {
      last.cancel(false);
    }
  }
}
