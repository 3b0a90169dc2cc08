// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whether each operation of a history could have happened at one moment between its call and its answer: whether some order
 * of such moments explains all answers, starting without entries. Keys are independent of each other, so each is looked at
 * alone. Operations whose outcome is unknown may have happened at any time after they were called, or never. Immutable.
 */
public final class Linearizability {
  /** How many steps the search for an order may take, for each key: some seconds. */
  public static final long STEPS = 2_000_000;

  /** How many steps it takes, for each operation, where there is an order that is not too hard to find. */
  private static final long USUAL_STEPS = 50;

  /** How many steps it takes to find out about a few operations. */
  private static final long TRIAL_STEPS = 100_000;

  private final long steps;
  private final Set<Allowance> allowances;

  private Linearizability(long steps, Set<Allowance> allowances) {
    this.steps = steps;
    this.allowances = allowances;
  }

  /** Returns a check that lets a cache do what its clients ask for, and what is given here. */
  public static Linearizability allowing(Allowance... allowances) {
    Set<Allowance> set = EnumSet.noneOf(Allowance.class);
    set.addAll(List.of(allowances));
    return new Linearizability(STEPS, set);
  }

  /** Returns a check that gives up a key after a number of steps. */
  public Linearizability within(long limit) {
    return new Linearizability(limit, allowances);
  }

  /** Checks all keys; a violation of one of them counts more than having given up another. */
  public Verdict check(History history) {
    Verdict verdict = Verdict.LINEARIZABLE;
    for (String key : history.keys()) {
      Verdict one = check(key, history.of(key).operations());
      if (one.outcome() == Search.End.UNEXPLAINED) {
        return one;
      }
      verdict = verdict.isLinearizable() ? one : verdict;
    }
    return verdict;
  }

  private Verdict check(String key, List<Operation> operations) {
    long usual = Math.max(TRIAL_STEPS, USUAL_STEPS * operations.size());
    Search.End end = new Search(operations, allowances, Math.min(steps, usual)).run();
    if (end == Search.End.EXPLAINED) {
      return Verdict.LINEARIZABLE;
    }
    long few = Math.min(steps, TRIAL_STEPS);
    // A few answers are found wrong by themselves much sooner than the whole is.
    List<Operation> core = new Core(operations, allowances, few).find();
    if (!core.isEmpty()) {
      List<Operation> readable = new Counterexample(operations, core, allowances, few).readable();
      return Verdict.violated(key, operations.size(), readable);
    }
    if (end == Search.End.GAVE_UP && usual < steps) {
      end = new Search(operations, allowances, steps).run();
    }
    return switch (end) {
      case EXPLAINED -> Verdict.LINEARIZABLE;
      case GAVE_UP -> Verdict.gaveUp(key, operations.size(), steps);
      case UNEXPLAINED -> Verdict.violated(key, operations.size(), operations);
    };
  }
}
