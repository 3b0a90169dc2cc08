// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

/**
 * A question to a primary whose answer is to be kept, unless the primary takes it back before it is here. Equal to itself
 * alone.
 */
final class Fill<K> {
  private final K key;
  private final Lease lease;
  private final long asked;

  /** Creates the fill of a key, asked for at a point of the clock. */
  Fill(K key, Lease lease, long asked) {
    this.key = key;
    this.lease = lease;
    this.asked = asked;
  }

  K key() {
    return key;
  }

  Lease lease() {
    return lease;
  }

  /** Returns when the primary was asked. */
  long asked() {
    return asked;
  }
}
