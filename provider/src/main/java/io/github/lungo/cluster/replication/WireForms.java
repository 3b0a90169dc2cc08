// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.wire.Answer;
import io.github.lungo.cluster.wire.CacheWire;
import io.github.lungo.cluster.wire.KeyedOperation;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Replace;
import org.jspecify.annotations.Nullable;

/** Objects as the cache's wire has them. */
record WireForms<K, V>(CacheWire<K, V> wire) implements Forms<K, V> {

  @Override
  public void writeKey(FrameWriter writer, K key) {
    wire.entries().writeKey(writer, key);
  }

  @Override
  public K readKey(FrameReader reader) throws MalformedFrameException {
    return wire.entries().readKey(reader);
  }

  @Override
  public void writeStored(FrameWriter writer, Object stored) {
    wire.entries().writeStored(writer, stored);
  }

  @Override
  public Object readStored(FrameReader reader) throws MalformedFrameException {
    @Nullable Object stored = wire.entries().readStored(reader);
    if (stored == null) {
      throw new MalformedFrameException("there is no value where one must be");
    }
    return stored;
  }

  @Override
  public void requireSendable(K key, EntryOperation<K, V, ?> operation) {
    if (operation instanceof Put<?, ?> put) {
      wire.entries().requireFits(key, put.stored());
    } else if (operation instanceof Replace<?, ?> replace) {
      wire.entries().requireFits(key, replace.stored());
    }
  }

  @Override
  public void writeOperation(FrameWriter writer, K key, EntryOperation<K, V, ?> operation) {
    wire.operations().write(writer, key, operation);
  }

  @Override
  public KeyedOperation<K, V> readOperation(FrameReader reader) throws MalformedFrameException {
    return wire.operations().read(reader);
  }

  @Override
  public void writeAnswer(FrameWriter writer, Answer<?> answer) {
    wire.answers().write(writer, answer);
  }

  @Override
  public Answer<?> readAnswer(FrameReader reader, EntryOperation<K, V, ?> operation)
      throws MalformedFrameException {
    return wire.answers().read(reader, operation);
  }

  @Override
  public void writeFailure(FrameWriter writer, Throwable failure) {
    wire.failures().write(writer, failure);
  }

  @Override
  public Throwable readFailure(FrameReader reader) throws MalformedFrameException {
    return wire.failures().read(reader);
  }
}
