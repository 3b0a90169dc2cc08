// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.ArrayList;
import java.util.List;

/** A cache's configuration, and what happens to it. */
record Scenario(Setup setup, List<Step> steps) {

  Scenario withSteps(List<Step> newSteps) {
    return new Scenario(setup, List.copyOf(newSteps));
  }

  Scenario withSetup(Setup newSetup) {
    return new Scenario(newSetup, steps);
  }

  Scenario with(int index, Step step) {
    List<Step> changed = new ArrayList<>(steps);
    changed.set(index, step);
    return withSteps(changed);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(setup.toString());
    for (int i = 0; i < steps.size(); i++) {
      text.append("\n  ").append(i).append(": ").append(steps.get(i));
    }
    return text.toString();
  }
}
