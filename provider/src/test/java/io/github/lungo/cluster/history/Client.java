// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

/**
 * Who calls a cache: one thing after the other. Immutable.
 *
 * @param node the node that is asked; without white space
 * @param name tells the clients of a node apart; without white space
 */
public record Client(String node, String name) {

  @Override
  public String toString() {
    return node + "/" + name;
  }
}
