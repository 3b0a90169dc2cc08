// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

/** Arithmetic of hashes, for ever the same: who owns what follows from it, on nodes of several releases. */
final class HashBits {
  private static final long STEP = 0x9E3779B97F4A7C15L;
  private static final long FIRST_FACTOR = 0xBF58476D1CE4E5B9L;
  private static final long SECOND_FACTOR = 0x94D049BB133111EBL;

  private HashBits() {}

  /** Returns a number each bit of which depends on every bit of the given one; different ones for different numbers. */
  static long mix(long bits) {
    long mixed = bits + STEP;
    mixed = (mixed ^ (mixed >>> 30)) * FIRST_FACTOR;
    mixed = (mixed ^ (mixed >>> 27)) * SECOND_FACTOR;
    return mixed ^ (mixed >>> 31);
  }

  /** Returns the hash of a sequence that goes on with the given number; neither need be mixed. */
  static long combine(long hash, long next) {
    return mix(mix(hash) + next);
  }
}
