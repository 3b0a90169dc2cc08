// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.expiry;

/** Elapsed time in nanoseconds since an arbitrary origin; never negative, never going back. Thread-safe. */
@FunctionalInterface
public interface NanoClock {

  /** Returns the nanoseconds that passed since the clock's origin. */
  long nanos();

  /** Returns the JVM's monotonic clock, counted from now. */
  static NanoClock system() {
    long origin = System.nanoTime();
    return () -> System.nanoTime() - origin;
  }
}
