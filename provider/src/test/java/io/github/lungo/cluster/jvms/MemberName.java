// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import java.nio.file.Path;

/**
 * What a member is called. Immutable.
 *
 * @param place what it is called in each of its lives
 * @param life a number that no other member of the run has
 */
record MemberName(String place, int life) {
  private static final long VALUES_OF_A_LIFE = 100_000_000;
  private static final long VALUES_OF_A_CLIENT = 1_000_000;

  /** Returns the value above which a client finds values of its own. */
  long firstValue(int client) {
    return life * VALUES_OF_A_LIFE + client * VALUES_OF_A_CLIENT;
  }

  Path historyOf(String cache, Path directory) {
    return directory.resolve(cache + "-" + this + ".history");
  }

  Path failures(Path directory) {
    return directory.resolve(this + ".failures");
  }

  @Override
  public String toString() {
    return place + "." + life;
  }
}
