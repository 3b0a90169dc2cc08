// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.expiry.NanoClock;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that no read returns an older value than one whose write was acknowledged before the read began. Each value is
 * written once. Confined to one thread.
 */
final class Freshness {
  private final NanoClock clock;
  private final List<Write> writes = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();

  /** How many reads were checked. */
  int reads;

  /** How many writes were acknowledged. */
  int acknowledged;

  Freshness(NanoClock clock) {
    this.clock = clock;
  }

  /** A write, from the moment at which its source has the value. */
  final class Write {
    private final String key;
    private final long value;
    private final long begun = clock.nanos();
    private long ended = Long.MAX_VALUE;
    private boolean isAcknowledged;
    private boolean isOfAllKeys;

    private Write(String key, long value) {
      this.key = key;
      this.value = value;
    }

    /** It drops what is held of all keys. */
    void ofAllKeys() {
      isOfAllKeys = true;
    }

    long value() {
      return value;
    }

    /** The caller was told that it stands. */
    void acknowledge() {
      end();
      acknowledged++;
      isAcknowledged = true;
    }

    /** Nothing more will come of it. */
    void end() {
      ended = Math.min(ended, clock.nanos());
    }
  }

  Write write(String key, long value) {
    Write write = new Write(key, value);
    writes.add(write);
    return write;
  }

  /** Checks what a read returned that had begun then. */
  void check(String where, String key, long begun, Long value) {
    reads++;
    if (value == null) {
      violations.add(where + " read nothing of " + key);
      return;
    }
    Write read = writes.stream()
        .filter(write -> write.key.equals(key) && write.value == value)
        .findFirst()
        .orElseThrow();
    for (Write newer : writes) {
      if (newer.key.equals(key)
          && newer.isAcknowledged
          && newer.begun > read.ended
          && newer.ended < begun) {
        violations.add(where + " read " + key + " = " + value + " by a read from " + begun
            + ", but " + newer.value + " was written from " + newer.begun + " to " + newer.ended);
        return;
      }
    }
  }

  /** Returns whether some write of the key was under way in the time. */
  boolean isWritten(String key, long from, long to) {
    return writes.stream()
        .anyMatch(write -> (write.isOfAllKeys || write.key.equals(key))
            && write.begun <= to
            && write.ended >= from);
  }

  List<String> violations() {
    return violations;
  }
}
