// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import java.io.Serial;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A part of a key has no hash that is the same on every node; on its way up each level adds its step. */
final class UnhashableException extends RuntimeException {

  @Serial
  private static final long serialVersionUID = 1L;

  private static final int STEPS_SHOWN = 12;

  private final transient Deque<String> steps = new ArrayDeque<>();
  private final transient Class<?> culprit;
  private transient Class<?> root;

  /**
   * Creates the failure at its place.
   *
   * @param reason what is wrong with the culprit, and what to do, as in {@code is a proxy: use a record}
   */
  UnhashableException(Class<?> culprit, String reason) {
    super(reason, null, false, false);
    this.culprit = culprit;
    this.root = culprit;
  }

  /** Returns this failure with one more step in front of its path. */
  UnhashableException within(Class<?> owner, String step) {
    root = owner;
    steps.addFirst(step);
    return this;
  }

  /** Returns path, class and reason, as in {@code com.acme.Key.parts[3] (com.acme.Part) is a proxy: use a record}. */
  String explanation() {
    String name = root.getTypeName();
    return steps.isEmpty()
        ? name + " " + getMessage()
        : name + path() + " (" + culprit.getTypeName() + ") " + getMessage();
  }

  private String path() {
    List<String> all = List.copyOf(steps);
    if (all.size() <= STEPS_SHOWN) {
      return String.join("", all);
    }
    return String.join("", all.subList(0, STEPS_SHOWN / 2))
        + (" ... " + String.join("", all.subList(all.size() - STEPS_SHOWN / 2, all.size())));
  }
}
