// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.entry.Version;
import io.github.lungo.message.Printed;
import io.github.lungo.serialization.Codec;
import io.github.lungo.serialization.ValueCopier;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Keys and stored values of one cache as bytes. Thread-safe.
 *
 * <p>Of values, immutable ones of the JDK are kept as they are. All others travel and are kept as their encoded bytes, which
 * only whoever wants the value decodes: an owner needs no classes of the user's, and a stored byte array is always an
 * encoded value.
 */
public final class EntryWire<K, V> {
  /** How many bytes key and value of an entry may take together. */
  public static final int LARGEST_ENTRY = 4 << 20;

  private static final int NONE = 0;
  private static final int OBJECT = 1;
  private static final int ENCODED = 2;

  private static final int LONGEST_KEY_TEXT = 100;

  private final ObjectWire objects;
  private final Class<K> keyType;
  private final Class<V> valueType;
  private final ValueCopier copier;

  EntryWire(ObjectWire objects, Class<K> keyType, Class<V> valueType, Codec codec) {
    this.objects = objects;
    this.keyType = keyType;
    this.valueType = valueType;
    this.copier = ValueCopier.forCluster(codec);
  }

  /** Returns what makes stored forms of this cache's values, and values of stored forms. */
  public ValueCopier copier() {
    return copier;
  }

  /**
   * Checks that an entry can be sent, now or when another member wants it. To be called before a write begins, even where
   * there is nobody to send it to yet.
   *
   * @throws CacheException if it cannot; the message names the key, the size and the limit
   */
  public void requireFits(K key, Object stored) {
    long mostOfValue = stored instanceof byte[] bytes ? bytes.length : mostBytesOf(stored);
    if (mostBytesOf(key) + mostOfValue > LARGEST_ENTRY) {
      requireFits(key, keyBytes(key, "put"), storedBytes(stored, "put"));
    }
  }

  /** Returns how many bytes the object takes, or a number that is larger and quickly found. */
  private long mostBytesOf(Object object) {
    return object instanceof String text
        ? 3L * text.length() + 16
        : objects.encode(object, "put", "entry").length;
  }

  void requireFits(K key, byte[] keyBytes, byte[] valueBytes) {
    long size = (long) keyBytes.length + valueBytes.length;
    if (size > LARGEST_ENTRY) {
      throw objects.refused("the entry of key " + textOf(key) + " takes " + size
          + " bytes, more than the " + LARGEST_ENTRY + " that one may");
    }
  }

  /** Returns the key for a message. */
  static String textOf(Object key) {
    return Excerpt.of(Printed.text(key), LONGEST_KEY_TEXT);
  }

  byte[] keyBytes(K key, String operation) {
    return objects.encode(key, operation, "key");
  }

  byte[] storedBytes(Object stored, String operation) {
    return stored instanceof byte[] bytes ? bytes : objects.encode(stored, operation, "value");
  }

  /** Writes a key. */
  public void writeKey(FrameWriter to, K key) {
    to.writeBytes(keyBytes(key, "request"));
  }

  /** Reads a key. */
  public K readKey(FrameReader from) throws MalformedFrameException {
    return objects.decode(from.readBytes(), keyType, "key");
  }

  /** Writes a stored value, or that there is none. */
  public void writeStored(FrameWriter to, @Nullable Object stored) {
    if (stored == null) {
      to.writeByte(NONE);
    } else {
      writeStored(to, stored, storedBytes(stored, "answer"));
    }
  }

  static void writeStored(FrameWriter to, Object stored, byte[] bytes) {
    to.writeByte(stored instanceof byte[] ? ENCODED : OBJECT).writeBytes(bytes);
  }

  /** Reads a stored value, or null where there is none. */
  public @Nullable Object readStored(FrameReader from) throws MalformedFrameException {
    int form = from.readByte();
    return switch (form) {
      case NONE -> null;
      case OBJECT -> sharedValue(from.readBytes());
      case ENCODED -> from.readBytes();
      default -> throw objects.malformed("there is no stored form of number " + form);
    };
  }

  Object requireStored(FrameReader from) throws MalformedFrameException {
    Object stored = readStored(from);
    if (stored == null) {
      throw objects.malformed("there is no value where one must be");
    }
    return stored;
  }

  private Object sharedValue(byte[] bytes) throws MalformedFrameException {
    Object value = objects.decode(bytes, Object.class, "value");
    if (!copier.isImmutable(value.getClass()) || !valueType.isInstance(value)) {
      throw objects.malformed("a " + value.getClass().getName() + " is no stored form here");
    }
    return value;
  }

  /** Writes a version. */
  public void writeVersion(FrameWriter to, Version version) {
    to.writeLong(version.stamp()).writeLong(version.member());
  }

  /** Reads a version. */
  public Version readVersion(FrameReader from) throws MalformedFrameException {
    long stamp = from.readLong();
    if (stamp < 0) {
      throw objects.malformed("the stamp of a version must not be negative: " + stamp);
    }
    return new Version(stamp, from.readLong());
  }

  /** Writes nanoseconds, or that there is none but the usual. */
  static void writeSpan(FrameWriter to, long nanos, long usual) {
    to.writeFlag(nanos != usual);
    if (nanos != usual) {
      to.writeNumber(nanos);
    }
  }

  static long readSpan(FrameReader from, long usual) throws MalformedFrameException {
    return from.readFlag() ? from.readNumber() : usual;
  }
}
