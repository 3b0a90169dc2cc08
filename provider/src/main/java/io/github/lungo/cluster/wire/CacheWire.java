// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import io.github.lungo.serialization.Codec;

/**
 * All that the members send each other about the entries of one cache. Thread-safe.
 *
 * <p>What is written by one of these is read by the same one of another member, whose cache has the same name and types. A
 * writer that throws has left something in the frame that nobody can read: the frame must not be sent then.
 *
 * @param entries keys, stored values and copies of entries
 * @param operations what a member asks the primary to do
 * @param answers what came of it
 * @param failures why nothing came of it
 */
public record CacheWire<K, V>(
    EntryWire<K, V> entries,
    OperationWire<K, V> operations,
    AnswerWire<K, V> answers,
    FailureWire failures) {

  /**
   * Returns the wire of a cache.
   *
   * @param cacheName the cache's name, for messages
   * @param codec {@linkplain io.github.lungo.serialization.KryoCodec#forCluster one for a cluster}
   */
  public static <K, V> CacheWire<K, V> of(
      String cacheName, Class<K> keyType, Class<V> valueType, Codec codec) {
    ObjectWire objects = new ObjectWire(cacheName, codec);
    EntryWire<K, V> entries = new EntryWire<>(objects, keyType, valueType, codec);
    return new CacheWire<>(
        entries,
        new OperationWire<>(objects, entries, valueType),
        new AnswerWire<>(objects, entries),
        new FailureWire(codec));
  }
}
