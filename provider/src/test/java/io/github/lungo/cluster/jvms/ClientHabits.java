// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import io.github.lungo.cluster.history.Answer;
import io.github.lungo.cluster.history.Call;
import io.github.lungo.cluster.history.Kind;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** What one client wants, one call after the other. Confined to one thread. */
final class ClientHabits {
  private static final long MOST_REST_NANOS = 24_000_000;
  private static final int PERCENT = 100;

  private final SplittableRandom random;
  private long lastValue;
  private long lastSeen;

  /** Creates the habits of a client that writes values above a given one. */
  ClientHabits(long lastValue, SplittableRandom random) {
    this.lastValue = lastValue;
    this.random = random;
  }

  /** A call and the key that it is for. */
  record Wish(String key, Call call) {}

  /** Draws the next call. */
  Wish next(int round) {
    if (random.nextInt(PERCENT) < 12) {
      String counter = Keys.counters().get(random.nextInt(Keys.counters().size()));
      return new Wish(counter, random.nextInt(4) == 0 ? Call.of(Kind.GET) : Call.of(Kind.ADD, 1));
    }
    return new Wish(Keys.any(random, round), call(random.nextInt(PERCENT)));
  }

  private Call call(int draw) {
    if (draw < 38) {
      return Call.of(Kind.GET);
    } else if (draw < 40) {
      return Call.of(Kind.CONTAINS_KEY);
    } else if (draw < 62) {
      return Call.of(Kind.PUT, ++lastValue);
    } else if (draw < 68) {
      return Call.of(Kind.GET_AND_PUT, ++lastValue);
    } else if (draw < 75) {
      return Call.of(Kind.PUT_IF_ABSENT, ++lastValue);
    } else if (draw < 80) {
      return Call.of(Kind.GET_AND_REPLACE, ++lastValue);
    } else if (draw < 85) {
      return Call.of(Kind.REPLACE_EXACT, lastSeen, ++lastValue);
    } else if (draw < 95) {
      return Call.of(Kind.REMOVE);
    }
    return draw < 98 ? Call.of(Kind.GET_AND_REMOVE) : Call.of(Kind.REMOVE_EXACT, lastSeen);
  }

  /** Learns the answer. */
  void heard(Answer answer) {
    if (answer.isValue()) {
      lastSeen = answer.value();
    }
  }

  /** Leaves the processors to others for a while, so that keys have no more operations than can be checked. */
  void rest() {
    LockSupport.parkNanos(random.nextLong(MOST_REST_NANOS));
  }
}
