// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Whom a member asks for its cluster when it starts, and who must be there before it is any use. Immutable.
 *
 * @param discovery how it finds others
 * @param minimumMembers how many members, itself included, must be there; alone is enough for 1
 * @param timeout how long it waits for them, until its start fails; at least 100 ms
 */
public record Startup(Discovery discovery, int minimumMembers, Duration timeout) {
  private static final Duration MINIMUM = Duration.ofMillis(100);
  private static final Duration DEFAULT = Duration.ofSeconds(30);

  /** Checks the number and the timeout. */
  public Startup {
    requireNonNull(discovery, "discovery is null");
    requireNonNull(timeout, "timeout is null");
    if (minimumMembers < 1) {
      throw new IllegalArgumentException("minimumMembers must be at least 1: " + minimumMembers);
    }
    if (timeout.compareTo(MINIMUM) < 0) {
      throw new IllegalArgumentException(
          "startTimeout must be at least 100 ms: " + timeout.toMillis() + " ms");
    }
  }

  /** Returns the start of a member that may be alone. */
  public static Startup by(Discovery discovery) {
    return new Startup(discovery, 1, DEFAULT);
  }
}
