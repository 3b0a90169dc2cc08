// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

/** How the objects of a class are hashed. Immutable. */
sealed interface KeyForm permits ValueForm, CompositeForm, RefusedForm {

  /** Returns whether the objects of a class have this form, unless another one goes before it. */
  boolean fits(Class<?> candidate);

  /**
   * Returns the hash of an object of this form.
   *
   * @throws UnhashableException if it has none that is the same on every node
   */
  long hash(Object whole, PartsWalk walk);
}
