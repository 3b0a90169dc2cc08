// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long the network waits. Immutable.
 *
 * @param join for an answer of a member, at start; a member that is alone waits that long
 * @param silence for a sign of life of a member, which sends four in that time, before it is taken for dead
 * @param write for a connection to take what is written to it, before it is given up
 */
public record Deadlines(Duration join, Duration silence, Duration write) {
  private static final Duration MINIMUM = Duration.ofMillis(100);

  /** What suits processes on one machine or in one data centre. */
  public static final Deadlines DEFAULT =
      new Deadlines(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(1));

  /** Checks that none is shorter than 100 ms, and that a member is not taken for dead while one waits to write to it. */
  public Deadlines {
    check("joinTimeout", join);
    check("silenceTimeout", silence);
    check("writeTimeout", write);
    if (silence.compareTo(write) <= 0) {
      throw new IllegalArgumentException(
          "silenceTimeout must be longer than writeTimeout, which is " + write.toMillis() + " ms: "
              + silence.toMillis() + " ms");
    }
  }

  Duration heartbeat() {
    return silence.dividedBy(4);
  }

  private static void check(String name, Duration duration) {
    requireNonNull(duration, name + " is null");
    if (duration.compareTo(MINIMUM) < 0) {
      throw new IllegalArgumentException(
          name + " must be at least 100 ms: " + duration.toMillis() + " ms");
    }
  }
}
