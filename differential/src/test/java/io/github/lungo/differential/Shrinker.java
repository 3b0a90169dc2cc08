// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes a failing scenario as small as it gets: without any of its parts it no longer fails. */
final class Shrinker {
  private final Predicate<Scenario> fails;

  Shrinker(Predicate<Scenario> fails) {
    this.fails = fails;
  }

  Scenario shrink(Scenario failing) {
    Scenario smallest = failing;
    while (true) {
      Scenario next = smaller(smallest).filter(fails).findFirst().orElse(null);
      if (next == null) {
        return smallest;
      }
      smallest = next;
    }
  }

  private static Stream<Scenario> smaller(Scenario scenario) {
    return Stream.of(
            withoutHalves(scenario),
            withoutSteps(scenario),
            withSimplerSteps(scenario),
            withSimplerSetup(scenario))
        .flatMap(candidates -> candidates);
  }

  private static Stream<Scenario> withoutHalves(Scenario scenario) {
    int half = scenario.steps().size() / 2;
    return half < 2
        ? Stream.empty()
        : Stream.of(
            scenario.withSteps(scenario.steps().subList(0, half)),
            scenario.withSteps(scenario.steps().subList(half, scenario.steps().size())));
  }

  private static Stream<Scenario> withoutSteps(Scenario scenario) {
    List<Scenario> candidates = new ArrayList<>();
    for (int i = scenario.steps().size() - 1; i >= 0; i--) {
      List<Step> steps = new ArrayList<>(scenario.steps());
      steps.remove(i);
      candidates.add(scenario.withSteps(steps));
    }
    return candidates.stream();
  }

  private static Stream<Scenario> withSimplerSteps(Scenario scenario) {
    List<Scenario> candidates = new ArrayList<>();
    for (int i = 0; i < scenario.steps().size(); i++) {
      Step step = scenario.steps().get(i);
      if (step.changesObjects()) {
        candidates.add(scenario.with(i, step.withoutChanges()));
      }
      for (int k = 0; k < step.keys().size() && step.keys().size() > 1; k++) {
        candidates.add(scenario.with(i, step.withKeys(without(step.keys(), k))));
      }
      boolean runs = step.call() == Call.INVOKE || step.call() == Call.INVOKE_ALL;
      for (int a = 0; runs && a < step.program().actions().size(); a++) {
        Program shorter =
            new Program(without(step.program().actions(), a), step.program().answers());
        candidates.add(scenario.with(i, step.withProgram(shorter)));
      }
    }
    return candidates.stream();
  }

  /** Steps name listeners by number, so that one that is named must stay. */
  private static Stream<Scenario> withSimplerSetup(Scenario scenario) {
    int named = scenario.steps().stream()
        .filter(step -> step.call() == Call.REGISTER || step.call() == Call.DEREGISTER)
        .mapToInt(Step::key)
        .max()
        .orElse(0);
    return scenario.setup().simpler().stream()
        .filter(setup -> setup.listeners().size() >= named)
        .map(scenario::withSetup);
  }

  private static <T> List<T> without(List<T> list, int index) {
    List<T> shorter = new ArrayList<>(list);
    shorter.remove(index);
    return List.copyOf(shorter);
  }
}
