// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.WireNumbers;
import io.github.lungo.serialization.Codec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Failures of operations as bytes: the exception itself with its causes, where it can be encoded and its classes are
 * allowed; else an exception of the same JCache type whose message says what was lost. Thread-safe.
 */
public final class FailureWire {
  private static final int LARGEST_FAILURE = 256 << 10;
  private static final int BYTES_OF_CHARACTER = 3;

  private static final WireNumbers<FailureKind> KINDS = new WireNumbers<>(
      "kind of failure",
      FailureKind.class,
      Map.of(
          FailureKind.PROCESSOR, 1,
          FailureKind.LOADER, 2,
          FailureKind.WRITER, 3,
          FailureKind.LISTENER, 4,
          FailureKind.CACHE, 5));

  private final Codec codec;

  FailureWire(Codec codec) {
    this.codec = codec;
  }

  /** Writes a failure, whatever it is. */
  public void write(FrameWriter to, Throwable failure) {
    KINDS.write(to, FailureKind.of(failure));
    to.writeText(FailureText.of(failure));
    byte @Nullable [] object = isCarried(failure) ? encoded(failure) : null;
    to.writeFlag(object != null);
    if (object != null) {
      to.writeBytes(object);
    }
  }

  /** What another JVM suffers from is not this one's: who catches an OutOfMemoryError may act on it. */
  private static boolean isCarried(Throwable failure) {
    return failure instanceof RuntimeException
        || (failure instanceof Error
            && !(failure instanceof VirtualMachineError || failure instanceof LinkageError));
  }

  private byte @Nullable [] encoded(Throwable failure) {
    try {
      byte[] bytes = codec.encode(failure);
      return bytes.length <= LARGEST_FAILURE ? bytes : null;
    } catch (RuntimeException | Error notEncodable) { // there is the text instead
      return null;
    }
  }

  /**
   * Reads a failure: an unchecked exception or an error, ready to be thrown. One that was sent as an object which cannot be
   * made here comes as text too.
   *
   * @throws MalformedFrameException if the bytes are none
   */
  public Throwable read(FrameReader from) throws MalformedFrameException {
    FailureKind kind = KINDS.read(from);
    String text = from.readText(FailureText.LONGEST * BYTES_OF_CHARACTER);
    Throwable failure = from.readFlag() ? decoded(from.readBytes()) : null;
    return failure != null && FailureKind.of(failure) == kind ? failure : kind.withMessage(text);
  }

  private @Nullable Throwable decoded(byte[] bytes) {
    try {
      return codec.decode(bytes) instanceof Throwable failure && isCarried(failure)
          ? failure
          : null;
    } catch (RuntimeException | Error unreadable) { // there is the text instead
      return null;
    }
  }
}
