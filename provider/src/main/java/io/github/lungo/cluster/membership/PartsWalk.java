// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import org.jspecify.annotations.Nullable;

/**
 * One walk through the parts of a key, which must end soon: also where parts contain each other, or themselves. Confined to
 * one thread.
 */
final class PartsWalk {
  /** How deep parts may lie within each other. */
  static final int MAXIMUM_DEPTH = 64;

  /** How many parts a key may have, each counted as often as it is met. */
  static final int MAXIMUM_PARTS = 65_536;

  private static final long NULL = HashBits.mix(0);

  private int depth;
  private int parts;

  /**
   * Returns the hash of a part.
   *
   * @param form the form of the whole
   * @param index which part it is, for messages
   */
  long part(@Nullable Object part, CompositeForm form, Object whole, int index) {
    if (part == null) {
      return NULL;
    }
    try {
      if (++parts > MAXIMUM_PARTS || ++depth > MAXIMUM_DEPTH) {
        throw tooLarge(part.getClass());
      }
      long hash = KeyForms.of(part.getClass()).hash(part, this);
      depth--;
      return hash;
    } catch (UnhashableException e) {
      throw e.within(whole.getClass(), form.step(whole, index));
    }
  }

  private UnhashableException tooLarge(Class<?> type) {
    return new UnhashableException(
        type,
        "lies deeper than " + MAXIMUM_DEPTH + " levels, or behind " + MAXIMUM_PARTS
            + " other parts: let the key be smaller, and not contain itself");
  }
}
