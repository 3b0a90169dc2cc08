// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static java.util.Objects.requireNonNull;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.KryoBufferOverflowException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Codec} on Kryo that gets right what Kryo's defaults get silently wrong, and that may read hostile bytes.
 * Thread-safe.
 *
 * <p>Shared objects stay shared and cycles stay cycles, except through objects that are made only once their parts are
 * known (records, {@code List.of} and its like), which are refused. Enums go by name. Transient fields are left out.
 * Views such as {@code subList} and {@code keySet()} come back as plain collections. Throwables, serializable lambdas,
 * and classes that define their serial form go through Java serialization.
 */
public final class KryoCodec implements Codec {

  private final CodecLimits limits;
  private volatile @Nullable CoderPool pool;

  /** Creates a codec with the compact encoding and default limits, for bytes that never leave this process. */
  public KryoCodec(ClassLoader loader) {
    this(Encoding.COMPACT, loader, TypeFilter.allowAll(), CodecLimits.DEFAULT);
  }

  /**
   * Creates a codec.
   *
   * @param loader finds the classes named in the bytes; held until this codec is closed
   * @param filter the classes that may be encoded and decoded
   */
  public KryoCodec(Encoding encoding, ClassLoader loader, TypeFilter filter, CodecLimits limits) {
    requireNonNull(encoding, "encoding is null");
    requireNonNull(loader, "loader is null");
    requireNonNull(filter, "filter is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.pool = new CoderPool(() -> new Coder(loader, filter, encoding, limits));
  }

  /**
   * Returns a codec for bytes that other members read: with the evolving encoding, as they may run another release of the
   * application, and default limits.
   *
   * @param filter the classes that may be encoded and decoded
   */
  public static KryoCodec forCluster(ClassLoader loader, TypeFilter filter) {
    return new KryoCodec(Encoding.EVOLVING, loader, filter, CodecLimits.DEFAULT);
  }

  @Override
  public byte[] encode(Object value) {
    requireNonNull(value, "value is null");
    CoderPool coders = openPool();
    Coder coder = coders.take();
    try {
      byte[] bytes = coder.encode(value);
      coders.give(coder);
      return bytes;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
      throw failure("encode", value.getClass().getTypeName(), e);
    }
  }

  @Override
  public Object decode(byte[] bytes) {
    requireNonNull(bytes, "bytes is null");
    CoderPool coders = openPool();
    if (bytes.length > limits.maximumSize()) {
      throw new SerializationException(
          "cannot decode " + bytes.length + " bytes: more than " + limits.maximumSize() + " bytes",
          null);
    }
    Coder coder = coders.take();
    try {
      Object value = coder.decode(bytes);
      coders.give(coder);
      return value;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
      throw failure("decode", bytes.length + " bytes", e);
    }
  }

  private SerializationException failure(String verb, String what, Throwable thrown) {
    String place = what;
    Throwable cause = thrown;
    for (Throwable next = thrown; next != null; next = isWrapper(next) ? next.getCause() : null) {
      cause = next;
      if (next instanceof PathFailure failure) {
        place = failure.path();
      }
    }
    if (cause instanceof OutOfMemoryError error && !isOfVmLimit(error)) {
      throw error;
    }
    return new SerializationException("cannot " + verb + " " + place + ": " + reason(cause), cause);
  }

  /** Kryo wraps some exceptions of ours, and ours say more. */
  private static boolean isWrapper(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof PathFailure
        || cause instanceof PathFailure
        || cause instanceof KryoException
        || cause instanceof UnusableClassException;
  }

  /** Only a length that was made up can exceed what the JVM can ever allocate. */
  private static boolean isOfVmLimit(OutOfMemoryError error) {
    return String.valueOf(error.getMessage()).contains("VM limit");
  }

  private String reason(Throwable cause) {
    if (cause instanceof KryoBufferOverflowException) {
      return "it takes more than " + limits.maximumSize() + " bytes";
    }
    if (cause instanceof StackOverflowError) {
      return "it nests too deeply";
    }
    if (cause instanceof UnusableClassException) {
      return String.valueOf(cause.getMessage());
    }
    String message = cause.getMessage();
    if (message != null && message.startsWith("Max depth exceeded")) {
      return "it nests deeper than " + limits.maximumDepth() + " levels";
    }
    return message == null ? cause.toString() : message;
  }

  private CoderPool openPool() {
    CoderPool open = pool;
    if (open == null) {
      throw new IllegalStateException("codec is closed");
    }
    return open;
  }

  @Override
  public void close() {
    CoderPool open = pool;
    pool = null;
    if (open != null) {
      open.close();
    }
  }
}
