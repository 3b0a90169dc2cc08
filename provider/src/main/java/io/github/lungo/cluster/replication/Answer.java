// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.operation.Outcome;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What came of an operation, for its caller: as it is where it was decided, as bytes where it has come from elsewhere, since
 * owners need not know the classes of results. Thread-safe.
 */
final class Answer {
  private final @Nullable Outcome<?> outcome;
  private volatile byte @Nullable [] encoded;

  private Answer(@Nullable Outcome<?> outcome, byte @Nullable [] encoded) {
    this.outcome = outcome;
    this.encoded = encoded;
  }

  static Answer of(Outcome<?> outcome) {
    return new Answer(outcome, null);
  }

  static Answer of(byte[] encoded) {
    return new Answer(null, encoded);
  }

  byte[] encodedBy(Function<Outcome<?>, byte[]> encoder) {
    byte @Nullable [] bytes = encoded;
    if (bytes == null) {
      bytes = encoder.apply(Objects.requireNonNull(outcome));
      encoded = bytes;
    }
    return bytes;
  }

  Outcome<?> decodedBy(Function<byte[], Outcome<?>> decoder) {
    return outcome == null ? decoder.apply(Objects.requireNonNull(encoded)) : outcome;
  }
}
