// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.wire.Answer;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What came of an operation, for its caller: as it is where it was decided, as bytes where it has come from elsewhere, since
 * owners need not know the classes of results. Thread-safe.
 */
final class CallAnswer {
  private final @Nullable Answer<?> plain;
  private volatile byte @Nullable [] encoded;

  private CallAnswer(@Nullable Answer<?> plain, byte @Nullable [] encoded) {
    this.plain = plain;
    this.encoded = encoded;
  }

  static CallAnswer of(Answer<?> plain) {
    return new CallAnswer(plain, null);
  }

  static CallAnswer of(byte[] encoded) {
    return new CallAnswer(null, encoded);
  }

  byte[] encodedBy(Function<Answer<?>, byte[]> encoder) {
    byte @Nullable [] bytes = encoded;
    if (bytes == null) {
      bytes = encoder.apply(Objects.requireNonNull(plain));
      encoded = bytes;
    }
    return bytes;
  }

  Answer<?> decodedBy(Function<byte[], Answer<?>> decoder) {
    return plain == null ? decoder.apply(Objects.requireNonNull(encoded)) : plain;
  }
}
