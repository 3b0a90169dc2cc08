// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.replay;

/**
 * How a replay ended. Immutable.
 *
 * @param end its last snapshot
 * @param touched different characters read
 * @param largest most entries the cache ever held when counted
 * @param counted how often the entries were counted
 */
public record ReplayResult(ReplaySnapshot end, int touched, long largest, int counted) {}
