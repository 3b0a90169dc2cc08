// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.product;

/**
 * Where the members of one cluster find each other, all of them on loopback. Immutable.
 *
 * @param name no other cluster has it
 * @param port the first of {@link #PORTS} free ports, of TCP and for multicasts
 */
public record Place(String name, int port) {
  /** How many ports a cluster may use. */
  public static final int PORTS = 10;

  /** The one address that anybody listens at. */
  public static final String ADDRESS = "127.0.0.1";
}
