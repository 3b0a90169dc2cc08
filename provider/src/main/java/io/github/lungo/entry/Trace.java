// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

/**
 * What a member keeps of an entry that it does not have, so that nothing older takes its place. Immutable.
 *
 * @param version of the removal; of the entry, where that itself is missing
 * @param isElsewhere whether other members may have the entry in this very version: here it has expired, or was never told
 */
public record Trace(Version version, boolean isElsewhere) implements KeyState {}
