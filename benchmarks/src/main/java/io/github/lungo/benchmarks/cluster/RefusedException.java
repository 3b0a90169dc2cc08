// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster;

/** Why a figure is missing: a member could not do what it was told. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  RefusedException(String why) {
    super(why);
  }

  RefusedException(String why, Throwable cause) {
    super(why, cause);
  }
}
