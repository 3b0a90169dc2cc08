// SPDX-License-Identifier: Apache-2.0
/**
 * A network in memory, under virtual time: what the cluster's protocols are tested on. One thread runs everything, in an order
 * that a seed decides, so that a seed that fails once fails always. Begin with {@link
 * io.github.lungo.cluster.simulation.SimulatedNetwork}; {@link io.github.lungo.cluster.simulation.Faults} makes trouble at
 * random.
 */
package io.github.lungo.cluster.simulation;
