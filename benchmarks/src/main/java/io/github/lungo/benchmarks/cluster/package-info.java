// SPDX-License-Identifier: Apache-2.0
/**
 * What Lungo's clusters cost beside those of other products: starts clusters of three JVMs, has their members call, and
 * writes the second part of the page. Read {@link io.github.lungo.benchmarks.cluster.ClusterBenchmarks} first; what runs in the
 * JVMs is in {@code member}, whose clusters are compared in {@code product}.
 */
@NullMarked
package io.github.lungo.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
