// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.function.Consumer;
import javax.cache.expiry.Duration;
import javax.cache.processor.MutableEntry;

/**
 * How one side is spoken to, where asking the reference implementation the same would be pointless.
 *
 * @param isReference whether it is the reference implementation
 * @param met is told which differences this concealed
 */
record Dialect(boolean isReference, Consumer<Difference> met) {

  /** Returns the answer of an expiry policy to a creation. */
  Duration creation(Life life) {
    if (isReference && life == Life.UNCHANGED) {
      met.accept(Difference.CREATION_WITHOUT_DURATION_IS_ETERNAL);
      return Duration.ETERNAL;
    }
    return life.duration();
  }

  /** Returns the entry that a processor is to see. */
  MutableEntry<Box, Box> entry(MutableEntry<Box, Box> entry, Setup setup) {
    return isReference ? new ReferenceEntry(entry, setup, met) : entry;
  }
}
