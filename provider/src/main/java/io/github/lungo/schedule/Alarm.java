// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.schedule;

import java.time.Duration;
import java.util.concurrent.Future;

/** Runs a task in the background when some time has passed. Thread-safe. */
@FunctionalInterface
public interface Alarm {

  /** Sets the alarm; cancelling the future takes it back, and lets go of the task. */
  Future<?> set(Duration delay, Runnable task);
}
