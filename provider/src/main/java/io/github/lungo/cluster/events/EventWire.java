// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.wire.CacheWire;
import io.github.lungo.entry.Version;
import io.github.lungo.event.EntryChange;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/** Events of one cache as bytes. Thread-safe. */
final class EventWire<K> {
  private final CacheWire<K, ?> wire;

  EventWire(CacheWire<K, ?> wire) {
    this.wire = wire;
  }

  /** An event that another member has told of. */
  record Told<K>(EntryChange<K> change, Version version) {}

  /** Returns the bytes of an event; the last value of an entry that is gone goes with it as the old one, or not at all. */
  byte[] encode(EntryChange<K> change, Version version, boolean withOldValue) {
    FrameWriter to = new FrameWriter(256);
    to.writeNumber(TypeNumbers.of(change.type()));
    wire.entries().writeVersion(to, version);
    wire.entries().writeKey(to, change.key());
    if (!TypeNumbers.isOfGone(change.type())) {
      wire.entries().writeStored(to, change.stored());
    }
    wire.entries().writeStored(to, withOldValue ? change.oldStored() : null);
    return to.toBytes();
  }

  /** Reads an event. */
  Told<K> read(FrameReader from) throws MalformedFrameException {
    EventType type = TypeNumbers.read(from);
    Version version = wire.entries().readVersion(from);
    K key = wire.entries().readKey(from);
    @Nullable Object stored = TypeNumbers.isOfGone(type) ? null : wire.entries().readStored(from);
    @Nullable Object oldStored = wire.entries().readStored(from);
    if (stored == null && !TypeNumbers.isOfGone(type)) {
      throw new MalformedFrameException("an event without the value that it is about");
    }
    return new Told<>(
        new EntryChange<>(type, key, stored == null ? oldStored : stored, oldStored), version);
  }

  /** Writes what a listener has thrown, or that none has. */
  void writeFailure(FrameWriter to, @Nullable Throwable failure) {
    to.writeFlag(failure != null);
    if (failure != null) {
      wire.failures().write(to, failure);
    }
  }

  /** Reads what a listener has thrown; null if none has. */
  @Nullable
  Throwable readFailure(FrameReader from) throws MalformedFrameException {
    return from.readFlag() ? wire.failures().read(from) : null;
  }
}
