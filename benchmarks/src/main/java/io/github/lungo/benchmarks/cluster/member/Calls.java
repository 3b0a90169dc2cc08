// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.member;

/**
 * The calls of a case, made beforehand and in random order. Thread-safe.
 *
 * @param length how many there are before they repeat
 */
record Calls(int length, Call call) {

  /** Makes the call of that place. */
  @FunctionalInterface
  interface Call {
    void run(int place) throws Exception;
  }
}
