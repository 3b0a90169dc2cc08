// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.cache.CacheManager;
import javax.management.JMException;

/** Plays scenarios on both providers, and compares after each step. Confined to its test. */
final class Duel {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

  private final CacheManager lungo;
  private final CacheManager reference;
  private final Map<Difference, Integer> met = new EnumMap<>(Difference.class);
  private long steps;
  private int caches;

  Duel(CacheManager lungo, CacheManager reference) {
    this.lungo = lungo;
    this.reference = reference;
  }

  /** Returns how often each difference was met. */
  Map<Difference, Integer> met() {
    return met;
  }

  long steps() {
    return steps;
  }

  /** Plays a scenario, and returns where it went wrong, if it did. */
  Optional<String> play(Scenario scenario) throws JMException {
    String name = "duel" + caches++;
    Setup setup = scenario.setup();
    try (Side ours = new Side(lungo, name, setup, new Dialect(false, this::meet));
        Side theirs = new Side(reference, name, setup, new Dialect(true, this::meet))) {
      return play(scenario, ours, theirs);
    }
  }

  private Optional<String> play(Scenario scenario, Side ours, Side theirs) throws JMException {
    List<ExpiryLedger> ledgers = new ArrayList<>();
    for (int i = 1; i <= scenario.setup().listeners().size(); i++) {
      if (scenario.setup().listeners().get(i - 1).isPermanent()) {
        ledgers.add(new ExpiryLedger(ours.log(i), i));
      }
    }
    Map<Integer, Integer> before = Map.of();
    for (int i = 0; i < scenario.steps().size(); i++) {
      Step step = scenario.steps().get(i);
      steps++;
      Observation shown = theirs.observe(i, step);
      Observation found = ours.observe(i, step);
      Situation situation = new Situation(
          i,
          scenario.setup(),
          step,
          before,
          ours.script().faults,
          scenario.setup().lives(ours.script().lives),
          shown.copy());
      Difference.applyAll(situation, this::meet);
      List<String> unlike = situation.expected().unlike(found);
      if (!unlike.isEmpty()) {
        return Optional.of(
            "after step " + i + ", " + step + ":\n    " + String.join("\n    ", unlike));
      }
      ledgers.forEach(ledger -> ledger.note(situation));
      before = found.contents;
      if (!before.equals(shown.contents)) {
        ours.forget();
        theirs.forget();
        before = Map.of();
      }
    }
    for (ExpiryLedger ledger : ledgers) {
      if (!ledger.expectsExpiriesOf(theirs.log(ledger.listener()))) {
        meet(Difference.EXPIRY_IS_TOLD_ONCE);
      }
    }
    return awaitEvents(ours, ledgers);
  }

  /** Entries that expired are told of when the cache is used, or by another thread. */
  private Optional<String> awaitEvents(Side ours, List<ExpiryLedger> ledgers) {
    if (ledgers.isEmpty()) {
      return Optional.empty();
    }
    for (int key = 0; key < ScenarioGenerator.KEYS; key++) {
      ours.cache().invoke(new Box(key), (entry, arguments) -> null);
    }
    for (ExpiryLedger ledger : ledgers) {
      long end = System.nanoTime() + PATIENCE;
      while (!ledger.expected().equals(ledger.heard())) {
        if (System.nanoTime() - end > 0) {
          return Optional.of("in the end, all events of listener " + ledger.listener()
              + ":\n    expected " + ledger.expected() + "\n    found    " + ledger.heard());
        }
        LockSupport.parkNanos(100_000);
      }
    }
    return Optional.empty();
  }

  private void meet(Difference difference) {
    met.merge(difference, 1, Integer::sum);
  }
}
