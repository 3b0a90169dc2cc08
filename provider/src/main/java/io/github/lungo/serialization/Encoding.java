// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

/** How a {@link KryoCodec} lays out the objects of user classes. Both ends must use the same. */
public enum Encoding {
  /** Field values in a fixed order, no names: small and fast, but both ends need the very same classes. */
  COMPACT,

  /**
   * Field values with their names, so that the ends may have classes with more, fewer or reordered fields. A field
   * missing from the bytes keeps the default of the no-argument constructor, else zero or null; a field unknown to the
   * reader is skipped, even when its class is missing there.
   */
  EVOLVING
}
