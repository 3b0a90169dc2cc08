// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.events.TypeNumbers;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.event.EntryChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told of an update as bytes, which go with those of the update and leave out what it says already. Old values go
 * only where somebody wants them, and not where they are so large that the update might not fit into a message. Thread-safe.
 */
final class NewsForm<K> {
  /** The value is that of the update's entry. */
  private static final int AS_ENTRY = 4;

  private static final int VALUE = 8;
  private static final int OLD = 16;
  private static final int TYPE = 3;
  private static final int LARGEST_OLD_BYTES = 64 << 10;

  private final Forms<K, ?> forms;
  private final Predicate<EventType> isOldValueWanted;

  NewsForm(Forms<K, ?> forms, Predicate<EventType> isOldValueWanted) {
    this.forms = forms;
    this.isOldValueWanted = isOldValueWanted;
  }

  void write(FrameWriter writer, News<K> news, @Nullable VersionedValue after) {
    writer.writeNode(news.origin()).writeNumber(news.changes().size());
    for (EntryChange<K> change : news.changes()) {
      write(writer, change, after);
    }
  }

  private void write(FrameWriter writer, EntryChange<K> change, @Nullable VersionedValue after) {
    EventType type = change.type();
    @Nullable Object value = TypeNumbers.isOfGone(type) ? null : change.stored();
    byte @Nullable [] old = old(change);
    boolean isAsEntry = value != null && after != null && value == after.stored();
    writer.writeByte(TypeNumbers.of(type)
        | (isAsEntry ? AS_ENTRY : value == null ? 0 : VALUE)
        | (old == null ? 0 : OLD));
    if (value != null && !isAsEntry) {
      forms.writeStored(writer, value);
    }
    if (old != null) {
      writer.append(old);
    }
  }

  private byte @Nullable [] old(EntryChange<K> change) {
    @Nullable Object old = change.oldStored();
    if (old == null || !isOldValueWanted.test(change.type())) {
      return null;
    }
    FrameWriter bytes = new FrameWriter();
    forms.writeStored(bytes, old);
    return bytes.size() > LARGEST_OLD_BYTES ? null : bytes.toBytes();
  }

  News<K> read(FrameReader reader, K key, @Nullable VersionedValue after)
      throws MalformedFrameException {
    NodeId origin = reader.readNode();
    List<EntryChange<K>> changes = new ArrayList<>();
    for (int left = reader.readCount("changes to tell of", 1); left > 0; left--) {
      changes.add(readChange(reader, key, after));
    }
    return new News<>(origin, changes);
  }

  private EntryChange<K> readChange(FrameReader reader, K key, @Nullable VersionedValue after)
      throws MalformedFrameException {
    int parts = reader.readByte();
    EventType type = TypeNumbers.type(parts & TYPE);
    @Nullable Object value = (parts & VALUE) == 0 ? null : forms.readStored(reader);
    if ((parts & AS_ENTRY) != 0 && after != null) {
      value = after.stored();
    }
    @Nullable Object old = (parts & OLD) == 0 ? null : forms.readStored(reader);
    boolean isOfGone = TypeNumbers.isOfGone(type);
    if (value == null && !isOfGone) {
      throw new MalformedFrameException("an event without the value that it is about");
    }
    return new EntryChange<>(type, key, isOfGone ? old : value, old);
  }
}
