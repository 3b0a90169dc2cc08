// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import io.github.lungo.expiry.Deadline;
import io.github.lungo.testing.ScriptedPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.cache.expiry.Duration;

/** What a policy may answer, and the deadline that follows from it. */
@SuppressWarnings("ImmutableEnumChecker") // its suppliers have no state
enum Lifetime {
  NULL(() -> null),
  ZERO(() -> Duration.ZERO),
  POSITIVE(() -> new Duration(TimeUnit.MILLISECONDS, 1)),
  ETERNAL(() -> Duration.ETERNAL),
  THROWING(ScriptedPolicy.failing());

  private final Supplier<Duration> answer;

  Lifetime(Supplier<Duration> answer) {
    this.answer = answer;
  }

  Supplier<Duration> answer() {
    return answer;
  }

  /** Returns the deadline, where no answer and a failure mean the given one. */
  long deadline(long otherwise) {
    return switch (this) {
      case NULL, THROWING -> otherwise;
      case ZERO -> ManualContext.NOW;
      case POSITIVE -> ManualContext.NOW + 1_000_000;
      case ETERNAL -> Deadline.NEVER;
    };
  }
}
