// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.wire.Answer;
import io.github.lungo.cluster.wire.KeyedOperation;
import io.github.lungo.cluster.wire.ObjectForms;
import io.github.lungo.operation.EntryOperation;

/** How the objects of one cache travel. Thread-safe. */
public interface Forms<K, V> extends ObjectForms<K> {

  /** Checks that an entry is not too large to be sent. */
  void requireFits(K key, Object stored);

  /** Checks, before anything happens, that an operation can be sent, and the entry that it may leave. */
  void requireSendable(K key, EntryOperation<K, V, ?> operation);

  /** Returns whether an operation can be sent, and not only what it does. */
  boolean canTravel(K key, EntryOperation<K, V, ?> operation);

  /** Writes an operation and its key. */
  void writeOperation(FrameWriter writer, K key, EntryOperation<K, V, ?> operation);

  /** Reads an operation and its key. */
  KeyedOperation<K, V> readOperation(FrameReader reader) throws MalformedFrameException;

  /** Writes what the caller of an operation is told. */
  void writeAnswer(FrameWriter writer, Answer<?> answer);

  /** Reads what the caller of the operation is told. */
  Answer<?> readAnswer(FrameReader reader, EntryOperation<K, V, ?> operation)
      throws MalformedFrameException;
}
