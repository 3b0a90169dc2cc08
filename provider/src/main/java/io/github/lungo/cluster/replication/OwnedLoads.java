// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.management.LoadFigures;

/** What becomes of the loads of this member's primaries. */
record OwnedLoads(Primaries<?, ?> primaries) implements LoadFigures {

  @Override
  public int inFlight() {
    return primaries.loadsInFlight();
  }

  @Override
  public long overtaken() {
    return 0;
  }

  @Override
  public long refreshes() {
    return 0;
  }

  @Override
  public long staleAnswers() {
    return 0;
  }

  @Override
  public long negativeAnswers() {
    return 0;
  }

  @Override
  public long pausedLoads() {
    return 0;
  }
}
