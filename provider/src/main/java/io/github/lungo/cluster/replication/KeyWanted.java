// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

/**
 * A key that a member asks for.
 *
 * @param isToBeKept whether it wants to keep what it is told
 */
record KeyWanted<K>(K key, boolean isToBeKept) {}
