// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.NodeId;

/**
 * One call of an operation on one key, however often it is sent.
 *
 * @param caller the member on which the call was made
 * @param number counts the calls of that member, from 1
 * @param decidedBelow the caller knows what became of all its calls with lower numbers, and will not ask again
 */
record OperationId(NodeId caller, long number, long decidedBelow) {}
