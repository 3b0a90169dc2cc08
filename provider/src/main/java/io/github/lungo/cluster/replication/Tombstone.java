// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;

/**
 * That a key was removed, so that nothing older brings it back.
 *
 * @param since the point of this member's clock at which it learnt that
 */
record Tombstone(Version version, long since) implements KeyState {}
