// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a member tells a new coordinator of a cache that it runs. Immutable.
 *
 * @param registration as whom it runs the cache
 * @param isLeaving whether it wants to go
 * @param installed the newest that it has installed, or null
 * @param isInForce whether that is in force, as far as it knows
 * @param completed the segments of which it has become complete since
 */
record Holding(
    Registration registration,
    boolean isLeaving,
    @Nullable Decision installed,
    boolean isInForce,
    Set<Integer> completed) {
  /** The fewest bytes that one can take. */
  static final int LEAST_BYTES = 16;

  /** Copies the set. */
  Holding {
    completed = Set.copyOf(completed);
  }

  void write(FrameWriter writer) {
    registration.write(writer);
    writer.writeFlag(isLeaving);
    writer.writeFlag(installed != null);
    if (installed != null) {
      installed.write(writer);
    }
    writer.writeFlag(isInForce);
    Segments.write(writer, completed);
  }

  static Holding read(FrameReader reader) throws MalformedFrameException {
    Registration registration = Registration.read(reader);
    boolean isLeaving = reader.readFlag();
    @Nullable Decision installed = reader.readFlag() ? Decision.read(reader) : null;
    return new Holding(
        registration, isLeaving, installed, reader.readFlag(), Segments.read(reader));
  }
}
