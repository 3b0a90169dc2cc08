// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import org.jspecify.annotations.Nullable;

/** Objects as the cache's wire has them. Thread-safe. */
public interface WiredObjects<K> extends ObjectForms<K> {

  /** Returns the wire. */
  CacheWire<K, ?> wire();

  @Override
  default void writeKey(FrameWriter writer, K key) {
    wire().entries().writeKey(writer, key);
  }

  @Override
  default K readKey(FrameReader reader) throws MalformedFrameException {
    return wire().entries().readKey(reader);
  }

  @Override
  default void writeStored(FrameWriter writer, Object stored) {
    wire().entries().writeStored(writer, stored);
  }

  @Override
  default Object readStored(FrameReader reader) throws MalformedFrameException {
    @Nullable Object stored = wire().entries().readStored(reader);
    if (stored == null) {
      throw new MalformedFrameException("there is no value where one must be");
    }
    return stored;
  }

  @Override
  default void writeFailure(FrameWriter writer, Throwable failure) {
    wire().failures().write(writer, failure);
  }

  @Override
  default Throwable readFailure(FrameReader reader) throws MalformedFrameException {
    return wire().failures().read(reader);
  }
}
