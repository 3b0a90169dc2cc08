// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;

/** How keys, values and failures of one cache travel. Thread-safe. */
public interface ObjectForms<K> {

  /** Writes a key. */
  void writeKey(FrameWriter writer, K key);

  /** Reads a key. */
  K readKey(FrameReader reader) throws MalformedFrameException;

  /** Writes the stored form of a value. */
  void writeStored(FrameWriter writer, Object stored);

  /** Reads the stored form of a value, without the value's class where it has one of its own. */
  Object readStored(FrameReader reader) throws MalformedFrameException;

  /** Writes what the user's code has thrown, or a word for it. */
  void writeFailure(FrameWriter writer, Throwable failure);

  /** Reads that. */
  Throwable readFailure(FrameReader reader) throws MalformedFrameException;
}
