// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells owners up to which place a segment's updates are settled, a millisecond later at most and many at once. One that gets
 * lost costs them some questions to the primary. Thread-safe.
 */
final class SettledNotices {
  private static final Duration DELAY = Duration.ofMillis(1);

  private final ClusterChannel channel;
  private final int cache;
  private final Alarm alarm;

  @GuardedBy("this")
  private Map<NodeId, TreeMap<Integer, Long>> waiting = new LinkedHashMap<>();

  SettledNotices(ClusterChannel channel, int cache, Alarm alarm) {
    this.channel = channel;
    this.cache = cache;
    this.alarm = alarm;
  }

  void add(List<NodeId> owners, int segment, long through) {
    boolean isFirst;
    synchronized (this) {
      isFirst = waiting.isEmpty();
      for (NodeId owner : owners) {
        waiting.computeIfAbsent(owner, node -> new TreeMap<>()).put(segment, through);
      }
    }
    if (isFirst) {
      var unused = alarm.set(DELAY, this::send);
    }
  }

  private void send() {
    Map<NodeId, TreeMap<Integer, Long>> now;
    synchronized (this) {
      now = waiting;
      waiting = new LinkedHashMap<>();
    }
    now.forEach((owner, places) -> {
      FrameWriter writer =
          new FrameWriter().writeByte(NoticeKind.SETTLED.code()).writeNumber(places.size());
      places.forEach((segment, through) -> writer.writeNumber(segment).writeNumber(through));
      channel.tell(owner, cache, writer.toBytes());
    });
  }
}
