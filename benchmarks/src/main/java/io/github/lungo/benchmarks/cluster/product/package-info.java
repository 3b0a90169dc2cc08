// SPDX-License-Identifier: Apache-2.0
/**
 * The products whose clusters are compared, and how a member of each is made. Read
 * {@link io.github.lungo.benchmarks.cluster.product.ClusterContender} first.
 */
@NullMarked
package io.github.lungo.benchmarks.cluster.product;

import org.jspecify.annotations.NullMarked;
