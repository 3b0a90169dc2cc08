// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.schedule;

import java.time.InstantSource;

/**
 * The one place that asks what time of day it is: for the versions of a cluster's entries, which live on with a clock that
 * jumps. Whatever else has to do with time counts elapsed time.
 */
public final class TimeOfDay {

  private TimeOfDay() {}

  /** Returns this machine's clock. */
  public static InstantSource ofThisMachine() {
    return InstantSource.system();
  }
}
