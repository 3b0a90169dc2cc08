// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells the other owners which entries were accessed at their primaries here and live longer for it, so that they know it when
 * they lead: many at once, after an eighth of such a life. Thread-safe.
 */
final class TouchNotices<K> {
  private static final int LIFE_BY_DELAY = 8;
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);
  private static final Duration SHORTEST_DELAY = Duration.ofMillis(10);
  private static final int ENOUGH_BYTES = 64 * 1_024;

  private final ClusterChannel channel;
  private final int cache;
  private final Forms<K, ?> forms;
  private final UpdateForm<K> updates;
  private final NanoClock clock;
  private final Alarm alarm;
  private volatile List<? extends Seat<K, ?>> seats = List.of();

  /** By segment the keys of entries of which the other owners have not been told. */
  @GuardedBy("this")
  private Map<Integer, Set<K>> waiting = new TreeMap<>();

  TouchNotices(
      ClusterChannel channel,
      int cache,
      Forms<K, ?> forms,
      UpdateForm<K> updates,
      NanoClock clock,
      Alarm alarm) {
    this.channel = channel;
    this.cache = cache;
    this.forms = forms;
    this.updates = updates;
    this.clock = clock;
    this.alarm = alarm;
  }

  /** Takes where the entries are, before anything is in it. */
  void watch(Seats<K, ?> all) {
    seats = all.all();
  }

  /** An access has moved the deadline of the entry. */
  void add(int segment, K key, VersionedValue entry) {
    boolean isFirst;
    synchronized (this) {
      isFirst = waiting.isEmpty();
      waiting.computeIfAbsent(segment, number -> new HashSet<>()).add(key);
    }
    if (isFirst) {
      var unused = alarm.set(delay(entry.deadline() - clock.nanos()), this::send);
    }
  }

  private static Duration delay(long life) {
    long part = life / LIFE_BY_DELAY;
    return Duration.ofNanos(
        Math.max(SHORTEST_DELAY.toNanos(), Math.min(LONGEST_DELAY.toNanos(), part)));
  }

  private void send() {
    Map<Integer, Set<K>> now;
    synchronized (this) {
      now = waiting;
      waiting = new TreeMap<>();
    }
    Map<NodeId, FrameWriter> notices = new LinkedHashMap<>();
    now.forEach((segment, keys) -> write(seats.get(segment), keys, notices));
    notices.forEach(this::send);
  }

  private void write(Seat<K, ?> seat, Set<K> keys, Map<NodeId, FrameWriter> notices) {
    @Nullable Standing standing = seat.standing();
    if (standing == null || !standing.isPrimary()) {
      return;
    }
    int number = seat.segment().number();
    for (NodeId owner : standing.topology().ownersOf(number).nodes()) {
      if (!owner.equals(channel.self())) {
        keys.forEach(key -> write(seat.segment(), key, owner, notices));
      }
    }
  }

  private void write(Segment<K> segment, K key, NodeId owner, Map<NodeId, FrameWriter> notices) {
    @Nullable VersionedValue entry = segment.entry(key);
    if (entry == null) {
      return;
    }
    FrameWriter notice = notices.computeIfAbsent(owner, TouchNotices::begun);
    notice.writeFlag(true).writeNumber(segment.number());
    forms.writeKey(notice, key);
    UpdateForm.write(notice, entry.version());
    updates.writeDeadline(notice, entry.deadline());
    if (notice.size() >= ENOUGH_BYTES) {
      notices.remove(owner);
      send(owner, notice);
    }
  }

  private static FrameWriter begun(NodeId owner) {
    FrameWriter notice = new FrameWriter();
    NoticeKind.NUMBERS.write(notice, NoticeKind.TOUCHED);
    return notice;
  }

  private void send(NodeId owner, FrameWriter notice) {
    channel.tell(owner, cache, notice.writeFlag(false).toBytes());
  }

  /**
   * Has an entry live until the deadline that it has at its primary, if it is the same version, and that is later than what is
   * known: notices may overtake each other. To be called in the segment's mailbox.
   */
  static <K> void heard(Segment<K> segment, K key, Version version, long deadline) {
    @Nullable KeyState known = segment.state(key);
    if (known instanceof Unsettled<?> open) {
      prolong(open.update().after(), version, deadline);
    }
    prolong(Segment.settledEntry(known), version, deadline);
  }

  private static void prolong(@Nullable VersionedValue entry, Version version, long deadline) {
    if (entry != null && entry.version().equals(version) && deadline > entry.deadline()) {
      entry.extendTo(deadline);
    }
  }
}
