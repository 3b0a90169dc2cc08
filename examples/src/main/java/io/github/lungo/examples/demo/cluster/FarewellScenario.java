// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Scenario;
import java.util.List;

/** All nodes leave and end by themselves. */
final class FarewellScenario implements Scenario {
  private final Roster roster;

  FarewellScenario(Roster roster) {
    this.roster = roster;
  }

  @Override
  public String title() {
    return "farewell";
  }

  @Override
  public List<Claim> run() {
    return List.of(Claim.equal("farewell: processes left", 0L, roster.stop()));
  }
}
