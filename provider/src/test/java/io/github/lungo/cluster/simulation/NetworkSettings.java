// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import java.time.Duration;

/**
 * How a simulated network behaves. Immutable.
 *
 * @param frames how long frames travel
 * @param tasks how long tasks wait for a thread
 * @param loneStarts the probability that a node finds nobody when it starts, and merges later
 */
public record NetworkSettings(
    Delays frames, Delays tasks, Detection detection, FrameFaults faults, double loneStarts) {
  private static final Duration MICROSECOND = ofNanos(1_000);

  /** Returns a network in which frames overtake each other, but all arrive, once. */
  public static NetworkSettings reliable() {
    return new NetworkSettings(
        new Delays(MICROSECOND.multipliedBy(50), ofMillis(2), 0.01, ofMillis(300)),
        new Delays(MICROSECOND, ofMillis(1), 0.01, ofMillis(50)),
        new Detection(ofSeconds(4), ofMillis(200), ofSeconds(2), ofSeconds(1), ofSeconds(3)),
        new FrameFaults(0, 0, 1_000),
        0);
  }

  /** Returns the same, with frames that are lost and doubled with these probabilities. */
  public NetworkSettings withFaultyFrames(double loss, double duplication) {
    return withFaults(new FrameFaults(loss, duplication, faults.mostWaiting()));
  }

  /** Returns the same, with another bound on the requests that may be under way to one member. */
  public NetworkSettings withMostWaiting(int requests) {
    return withFaults(new FrameFaults(faults.loss(), faults.duplication(), requests));
  }

  private NetworkSettings withFaults(FrameFaults newFaults) {
    return new NetworkSettings(frames, tasks, detection, newFaults, loneStarts);
  }

  /** Returns the same, with other travelling times. */
  public NetworkSettings withFrames(Delays newFrames) {
    return new NetworkSettings(newFrames, tasks, detection, faults, loneStarts);
  }

  /** Returns the same, with nodes that start alone with this probability. */
  public NetworkSettings withLoneStarts(double probability) {
    return new NetworkSettings(frames, tasks, detection, faults, probability);
  }
}
