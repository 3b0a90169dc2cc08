// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Tells primaries which entries reads have found due for being loaded anew, many at once. A notice that gets lost is made up
 * for by a later read. Thread-safe.
 */
final class RefreshNotices<K> {
  /** A notice ends with the first key that brings it to this size. */
  private static final int ENOUGH_BYTES = 1 << 20;

  private final ClusterChannel channel;
  private final int cache;
  private final Forms<K, ?> forms;

  RefreshNotices(ClusterChannel channel, int cache, Forms<K, ?> forms) {
    this.channel = channel;
    this.cache = cache;
    this.forms = forms;
  }

  void tell(NodeId primary, Map<K, CachedValue> due) {
    FrameWriter body = new FrameWriter();
    int count = 0;
    for (Map.Entry<K, CachedValue> entry : due.entrySet()) {
      if (entry.getValue() instanceof VersionedValue read) {
        forms.writeKey(body, entry.getKey());
        UpdateForm.write(body, read.version());
        count++;
      }
      if (body.size() >= ENOUGH_BYTES) {
        send(primary, count, body);
        body = new FrameWriter();
        count = 0;
      }
    }
    if (count > 0) {
      send(primary, count, body);
    }
  }

  private void send(NodeId primary, int count, FrameWriter body) {
    byte[] notice = new FrameWriter()
        .writeByte(NoticeKind.DUE.code())
        .writeNumber(count)
        .append(body.toBytes())
        .toBytes();
    channel.tell(primary, cache, notice);
  }

  /** Reads what {@link #tell} wrote, behind its kind. */
  void read(FrameReader reader, BiConsumer<K, Version> told) throws MalformedFrameException {
    for (int left = reader.readCount("keys", 1 + Version.BYTES); left > 0; left--) {
      K key = forms.readKey(reader);
      told.accept(key, UpdateForm.readVersion(reader));
    }
  }
}
