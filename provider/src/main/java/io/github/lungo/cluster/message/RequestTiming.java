// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.message;

import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time by which requests are repeated and given up.
 *
 * @param nanos counts nanoseconds, as {@link System#nanoTime()} does
 * @param alarm sets off what is to happen later
 * @param sweepEvery how often open requests are looked at, as long as there are any
 * @param repeatAfter how long an answer may take before the request is sent again
 */
public record RequestTiming(
    LongSupplier nanos, Alarm alarm, Duration sweepEvery, Duration repeatAfter) {}
