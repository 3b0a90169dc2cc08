// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

/**
 * What a codec accepts before it gives up. Immutable.
 *
 * @param maximumSize the most bytes that one encoded object may take
 * @param maximumDepth how deep objects may nest: an order in a list in a map is at depth 3. Linked structures written by
 *     hand count one level a node, and unmodifiable collections two levels each
 */
public record CodecLimits(int maximumSize, int maximumDepth) {

  /** 4 MiB and 64 levels. */
  public static final CodecLimits DEFAULT = new CodecLimits(4 << 20, 64);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public CodecLimits {
    if (maximumSize < 1) {
      throw new IllegalArgumentException("maximumSize must be at least 1: " + maximumSize);
    }
    if (maximumDepth < 1) {
      throw new IllegalArgumentException("maximumDepth must be at least 1: " + maximumDepth);
    }
  }
}
