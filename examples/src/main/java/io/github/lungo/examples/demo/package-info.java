// SPDX-License-Identifier: Apache-2.0
/**
 * {@code ./demo}: caches in front of a real table, and each claim checked by what the database counted: a cluster of JVMs, or
 * with {@code --local} one process and real text as its traffic. Read {@link
 * io.github.lungo.examples.demo.cluster.ClusterDemo} first, or {@link io.github.lungo.examples.demo.Demo} for the latter.
 */
@NullMarked
package io.github.lungo.examples.demo;

import org.jspecify.annotations.NullMarked;
