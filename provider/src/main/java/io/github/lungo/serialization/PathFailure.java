// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.io.Serial;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A failure on its way up from the place in the object graph where it happened; each level adds its step. Confined to
 * one thread.
 */
final class PathFailure extends RuntimeException {

  @Serial
  private static final long serialVersionUID = 1L;

  private static final int STEPS_SHOWN = 12;

  private final transient Deque<String> steps = new ArrayDeque<>();
  private final transient Class<?> culprit;
  private transient Class<?> root;

  private PathFailure(Class<?> owner, Class<?> culprit, Throwable cause) {
    super(null, cause, false, false);
    this.culprit = culprit;
    this.root = owner;
  }

  /**
   * Returns the failure with one more step in front of its path.
   *
   * @param owner the class that the step starts from
   * @param step the field or element, such as {@code .customer} or {@code [3]}
   * @param culprit the class of the value there, for a cause that has no path yet
   */
  static PathFailure at(Class<?> owner, String step, Class<?> culprit, Throwable cause) {
    PathFailure failure =
        cause instanceof PathFailure known ? known : new PathFailure(owner, culprit, cause);
    failure.root = owner;
    failure.steps.addFirst(step);
    return failure;
  }

  /** Returns the path with the class at its end, as in {@code com.acme.Order.customer.socket (java.net.Socket)}. */
  String path() {
    List<String> all = List.copyOf(steps);
    StringBuilder path = new StringBuilder(root.getTypeName());
    if (all.size() <= STEPS_SHOWN) {
      all.forEach(path::append);
    } else {
      all.subList(0, STEPS_SHOWN / 2).forEach(path::append);
      path.append(" ... ");
      all.subList(all.size() - STEPS_SHOWN / 2, all.size()).forEach(path::append);
    }
    return path.append(" (").append(culprit.getTypeName()).append(')').toString();
  }
}
