// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static java.util.Objects.requireNonNull;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What store by value does with keys and values: immutable ones are shared, mutable ones are kept as their encoded
 * bytes and decoded for each reader. By reference, all are shared. Thread-safe; no method takes or returns null.
 */
public final class ValueCopier {

  private final @Nullable Codec codec;

  private final ClassValue<Boolean> immutable;

  private ValueCopier(@Nullable Codec codec, Predicate<Class<?>> isShared) {
    this.codec = codec;
    this.immutable = new ClassValue<>() {
      @Override
      protected Boolean computeValue(Class<?> type) {
        return isShared.test(type);
      }
    };
  }

  /** Returns a copier that encodes mutable objects with the given codec. */
  public static ValueCopier byValue(Codec codec) {
    return new ValueCopier(requireNonNull(codec, "codec is null"), Immutability::of);
  }

  /**
   * Returns a copier that shares immutable values of the JDK only and encodes all others with the given codec, so that
   * whoever keeps a value needs no classes of the user's, and every class is asked about by the codec's filter.
   */
  public static ValueCopier forCluster(Codec codec) {
    return new ValueCopier(requireNonNull(codec, "codec is null"), Immutability::ofJdk);
  }

  /** Returns a copier that hands on the very objects it is given. */
  public static ValueCopier byReference() {
    return new ValueCopier(null, Immutability::of);
  }

  /**
   * Returns what to keep for the value: itself if immutable or by reference, else its encoded bytes.
   *
   * @throws SerializationException if the value cannot be encoded
   */
  public Object toStored(Object value) {
    return codec == null || isImmutable(value.getClass()) ? value : codec.encode(value);
  }

  /**
   * Returns the value of what {@link #toStored} returned, a fresh copy if it is mutable. By value, a stored byte array
   * is always an encoded one, for byte arrays are mutable values themselves.
   *
   * @throws SerializationException if the value cannot be decoded
   */
  public Object fromStored(Object stored) {
    return codec != null && stored instanceof byte[] bytes ? codec.decode(bytes) : stored;
  }

  /**
   * Returns an equal object that shares no mutable state with the given one, or itself if immutable or by reference.
   *
   * @throws SerializationException if the object cannot be encoded and decoded again
   */
  @SuppressWarnings("unchecked")
  public <T> T copy(T value) {
    return codec == null || isImmutable(value.getClass())
        ? value
        : (T) codec.decode(codec.encode(value));
  }

  /** Returns whether all objects of exactly this class are shared rather than encoded when storing by value. */
  public boolean isImmutable(Class<?> type) {
    return immutable.get(type);
  }

  /**
   * Returns how many bytes the value takes encoded, whether or not it is kept so.
   *
   * @throws SerializationException if the value cannot be encoded
   * @throws UnsupportedOperationException by reference, where nothing is ever encoded
   */
  public int encodedSize(Object value) {
    if (codec == null) {
      throw new UnsupportedOperationException("only values stored by value have a size in bytes");
    }
    return codec.encode(value).length;
  }
}
