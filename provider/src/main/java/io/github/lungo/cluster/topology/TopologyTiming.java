// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * Time and thread of the topologies of one channel.
 *
 * @param alarm sets off what is to happen later
 * @param timeOfDay this member's clock, which may differ a little from that of others
 * @param thread runs tasks one after the other, in their order
 * @param joinWithin after what time a join fails
 * @param leaveWithin after what time a leave goes without having handed over
 */
public record TopologyTiming(
    Alarm alarm,
    InstantSource timeOfDay,
    Executor thread,
    Duration joinWithin,
    Duration leaveWithin) {
  /** How long what was not done is left alone before it is tried again. */
  static final Duration RETRY_AFTER = Duration.ofMillis(200);

  /** How long completed copies are gathered, as each topology costs two rounds of messages. */
  static final Duration GATHER_FOR = Duration.ofMillis(50);

  /** How long to wait for a sign of life before a request is made anew. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How far the clock of a member may be off that of the coordinator. */
  static final Duration MOST_CLOCK_DIFFERENCE = Duration.ofSeconds(60);
}
