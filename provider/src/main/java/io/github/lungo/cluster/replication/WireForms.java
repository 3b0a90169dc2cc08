// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.wire.Answer;
import io.github.lungo.cluster.wire.CacheWire;
import io.github.lungo.cluster.wire.KeyedOperation;
import io.github.lungo.cluster.wire.WiredObjects;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Replace;
import javax.cache.CacheException;

/** Objects as the cache's wire has them. */
record WireForms<K, V>(CacheWire<K, V> wire) implements Forms<K, V>, WiredObjects<K> {

  @Override
  public void requireFits(K key, Object stored) {
    wire.entries().requireFits(key, stored);
  }

  @Override
  public void requireSendable(K key, EntryOperation<K, V, ?> operation) {
    if (operation instanceof Put<?, ?> put) {
      requireFits(key, put.stored());
    } else if (operation instanceof Replace<?, ?> replace) {
      requireFits(key, replace.stored());
    }
  }

  @Override
  public boolean canTravel(K key, EntryOperation<K, V, ?> operation) {
    try {
      wire.operations().write(new FrameWriter(), key, operation);
      return true;
    } catch (CacheException cannot) {
      return false;
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
}
