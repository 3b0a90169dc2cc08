// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.message.Printed;
import io.github.lungo.serialization.Codec;
import io.github.lungo.serialization.SerializationException;
import java.io.Serializable;
import javax.cache.CacheException;
import javax.cache.processor.EntryProcessor;

/** Single objects of one cache as bytes, with messages that say whose they are. Thread-safe. */
final class ObjectWire {
  private static final int LONGEST_REASON = 500;
  private static final String LAMBDA = "$$Lambda";

  private final String cacheName;
  private final Codec codec;

  ObjectWire(String cacheName, Codec codec) {
    this.cacheName = cacheName;
    this.codec = codec;
  }

  /**
   * Returns the object as bytes.
   *
   * @param operation the method that wants it sent, for messages
   * @param what what the object is, for messages
   * @throws CacheException if it cannot be encoded, or is too large
   */
  byte[] encode(Object object, String operation, String what) {
    if (object.getClass().isHidden() && !(object instanceof Serializable)) {
      throw refused(
          operation + ": the " + what + " cannot be sent to another member: it is a lambda of "
              + ownerOf(object.getClass()) + " that is not Serializable; " + remedy(object));
    }
    try {
      return codec.encode(object);
    } catch (SerializationException failure) {
      throw new CacheException(
          prefix() + operation + ": the " + what + " cannot be sent to another member: "
              + failure.getMessage(),
          failure);
    }
  }

  private static String ownerOf(Class<?> lambda) {
    String name = lambda.getName();
    int end = name.indexOf(LAMBDA);
    return end < 0 ? name : name.substring(0, end);
  }

  private static String remedy(Object lambda) {
    return lambda instanceof EntryProcessor
        ? "write (EntryProcessor<K, V, T> & Serializable) (entry, arguments) -> ..., or a class"
        : "cast it to its type & Serializable, or write a class";
  }

  /**
   * Returns the object that the bytes are.
   *
   * @param what what the object is, for messages
   * @throws MalformedFrameException if they are none of the type, or one that cannot be made here
   */
  <T> T decode(byte[] bytes, Class<T> type, String what) throws MalformedFrameException {
    Object object;
    try {
      object = codec.decode(bytes);
    } catch (RuntimeException | Error failure) { // a caller waits for an answer, whatever happens
      throw new MalformedFrameException(
          prefix() + "the " + what + " cannot be read here: "
              + Excerpt.of(Printed.text(failure.getMessage()), LONGEST_REASON),
          failure);
    }
    if (!type.isInstance(object)) {
      throw malformed(
          "the " + what + " is a " + object.getClass().getName() + ", not a " + type.getName());
    }
    return type.cast(object);
  }

  /** Returns the failure of an operation that cannot be sent. */
  CacheException refused(String reason) {
    return new CacheException(prefix() + reason);
  }

  /** Returns what to throw for bytes that make no sense. */
  MalformedFrameException malformed(String reason) {
    return new MalformedFrameException(prefix() + reason);
  }

  private String prefix() {
    return "cache '" + cacheName + "': ";
  }
}
