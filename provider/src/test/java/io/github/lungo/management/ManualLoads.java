// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

/** Loads whose figures are what the test says. Confined to the test's thread. */
final class ManualLoads implements LoadFigures {
  int inFlight;

  @Override
  public int inFlight() {
    return inFlight;
  }

  @Override
  public long overtaken() {
    return 101;
  }

  @Override
  public long refreshes() {
    return 102;
  }

  @Override
  public long staleAnswers() {
    return 103;
  }

  @Override
  public long negativeAnswers() {
    return 104;
  }

  @Override
  public long pausedLoads() {
    return 105;
  }
}
