// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/** What holds alike for some misbehaviours of some callbacks in some operations: a row of the page, and several cases. */
record Rule(
    List<Callback> callbacks,
    List<Misbehaviour> misbehaviours,
    List<Operation> operations,
    Gets gets,
    Leaves leaves) {
  /** What the page calls any exception. */
  static final List<Misbehaviour> EXCEPTIONS = List.of(
      Misbehaviour.THROWS_EXCEPTION, Misbehaviour.THROWS_CHECKED, Misbehaviour.THROWS_UNPRINTABLE);

  /** What the page calls any error. */
  static final List<Misbehaviour> ERRORS =
      List.of(Misbehaviour.THROWS_ERROR, Misbehaviour.OVERFLOWS);

  Stream<Case> cases() {
    return callbacks.stream().flatMap(this::casesOf);
  }

  private Stream<Case> casesOf(Callback callback) {
    return misbehaviours.stream()
        .flatMap(misbehaviour -> operations.stream()
            .map(operation -> new Case(callback, misbehaviour, operation, gets, leaves)));
  }

  /** Returns the row of the page. */
  String row() {
    String all = "| " + callbacks.stream().map(Callback::text).collect(joining(", "))
        + " | " + textOf(misbehaviours)
        + " | " + operations.stream().map(Operation::text).collect(joining(", "))
        + " | " + gets.text() + " | " + leaves.text() + " |";
    return all.replace(textOf(EXCEPTIONS), "*any exception*")
        .replace(textOf(ERRORS), "*any error*");
  }

  private static String textOf(List<Misbehaviour> misbehaviours) {
    return misbehaviours.stream().map(Misbehaviour::text).collect(joining("; "));
  }
}
