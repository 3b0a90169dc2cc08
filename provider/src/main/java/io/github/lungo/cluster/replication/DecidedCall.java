// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

/**
 * A call that has changed something, and what its caller is told however often it asks.
 *
 * @param id the call
 * @param answer what came of it
 */
record DecidedCall(OperationId id, CallAnswer answer) {}
