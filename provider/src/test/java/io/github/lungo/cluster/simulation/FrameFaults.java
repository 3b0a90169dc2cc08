// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

/**
 * What happens to frames while all is well. {@code Transport} promises that they are neither lost nor doubled then; protocols
 * that repeat requests have to bear it all the same. Immutable.
 *
 * @param loss the probability that a frame is lost
 * @param duplication the probability that it arrives twice
 * @param mostWaiting how many requests may be under way to one member before the sender drops more of them
 */
public record FrameFaults(double loss, double duplication, int mostWaiting) {}
