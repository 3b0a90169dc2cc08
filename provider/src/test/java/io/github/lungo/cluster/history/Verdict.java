// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.List;

/**
 * What came of a check for linearizability. Immutable.
 *
 * @param counterexample if it is violated, a few operations that no order explains, whatever all others answered; among them
 *     those, with an answer that is ignored, without which any of the others would be wrong by itself. Unless the search took
 *     too long, it is minimal: if one more answer is ignored, an order explains the rest
 * @param text says it for people
 */
public record Verdict(Search.End outcome, List<Operation> counterexample, String text) {
  static final Verdict LINEARIZABLE = new Verdict(Search.End.EXPLAINED, List.of(), "linearizable");

  static Verdict gaveUp(String key, int operations, long steps) {
    return new Verdict(
        Search.End.GAVE_UP,
        List.of(),
        "key '" + key + "': gave up on " + operations + " operations after " + steps + " steps");
  }

  static Verdict violated(String key, int operations, List<Operation> counterexample) {
    String text = "key '" + key + "': no order of these operations explains their answers\n"
        + Timeline.of(counterexample)
        + "(" + (operations - counterexample.size())
        + " others are left out: they explain it neither, whatever they answered)\n";
    return new Verdict(Search.End.UNEXPLAINED, counterexample, text);
  }

  /** Returns whether an order was found. */
  public boolean isLinearizable() {
    return outcome == Search.End.EXPLAINED;
  }

  /** Returns whether there is no order. */
  public boolean isViolated() {
    return outcome == Search.End.UNEXPLAINED;
  }

  /** Returns whether the search took too long. */
  public boolean isGivenUp() {
    return outcome == Search.End.GAVE_UP;
  }

  @Override
  public String toString() {
    return text;
  }
}
