// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import io.github.lungo.operation.EntryOperation;

/** What is to be done, and to which entry. */
public record KeyedOperation<K, V>(K key, EntryOperation<K, V, ?> operation) {}
