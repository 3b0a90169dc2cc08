// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.claim;

/**
 * One checked statement: what had to be, what was found. Immutable.
 *
 * @param name what is claimed, as a sentence
 * @param expected a number or a text
 * @param actual a number or a text, measured
 * @param ok whether the claim holds
 */
public record Claim(String name, Object expected, Object actual, boolean ok) {

  /** Returns a claim that holds if both are equal. */
  public static Claim equal(String name, Object expected, Object actual) {
    return new Claim(name, expected, actual, expected.equals(actual));
  }

  /** Returns a claim that holds if the measured number does not exceed the bound. */
  public static Claim atMost(String name, long bound, long actual) {
    return new Claim(name, "at most " + bound, actual, actual <= bound);
  }

  /** Returns a claim that holds if the measured number reaches the bound. */
  public static Claim atLeast(String name, long bound, long actual) {
    return new Claim(name, "at least " + bound, actual, actual >= bound);
  }

  /** Returns the claim of a scenario that could not be checked to its end: it never holds. */
  public static Claim unchecked(String scenario, Throwable failure) {
    return new Claim(scenario + ": checked to the end", "no exception", failure.toString(), false);
  }
}
