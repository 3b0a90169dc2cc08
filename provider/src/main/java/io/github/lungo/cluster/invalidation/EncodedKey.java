// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A key ready to be sent. Not changed by anybody.
 *
 * @param bytes the key as its form writes it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares these
record EncodedKey(int segment, byte[] bytes) {
  private static final int ENOUGH_BYTES = 512 << 10;

  /** Returns the keys in parts of which each fits into a message. */
  static List<List<EncodedKey>> inMessages(Collection<EncodedKey> keys) {
    List<List<EncodedKey>> parts = new ArrayList<>();
    List<EncodedKey> part = new ArrayList<>();
    int size = 0;
    for (EncodedKey key : keys) {
      if (size > 0 && size + key.bytes().length > ENOUGH_BYTES) {
        parts.add(part);
        part = new ArrayList<>();
        size = 0;
      }
      part.add(key);
      size += key.bytes().length;
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }
}
