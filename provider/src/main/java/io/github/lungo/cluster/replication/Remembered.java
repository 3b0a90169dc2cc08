// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

/**
 * A key as long as what is remembered of it holds: until the next era begins, nothing is found any more. Immutable.
 *
 * @param era equal to itself alone
 */
record Remembered<K>(Object era, K key) {

  /** Returns the key, for messages. */
  @Override
  public String toString() {
    return String.valueOf(key);
  }
}
