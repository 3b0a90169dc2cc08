// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Makes scenarios: the same one for the same seed. Few keys and values, so that steps meet each other's. */
final class ScenarioGenerator {
  /** How many keys there are, from 0. */
  static final int KEYS = 5;

  private static final int VALUES = 4;
  private static final int STEPS = 20;

  /** Calls that may be given null, and fail as a whole. */
  private static final Set<Call> TAKE_NULL = Set.of(
      Call.GET,
      Call.CONTAINS_KEY,
      Call.PUT,
      Call.GET_AND_PUT,
      Call.PUT_IF_ABSENT,
      Call.REMOVE,
      Call.REMOVE_IF_EQUAL,
      Call.GET_AND_REMOVE,
      Call.REPLACE,
      Call.REPLACE_IF_EQUAL,
      Call.GET_AND_REPLACE,
      Call.INVOKE,
      Call.GET_ALL,
      Call.LOAD_ALL);

  /** Calls on many keys. */
  private static final Set<Call> TAKE_MANY = Set.of(
      Call.GET_ALL, Call.LOAD_ALL, Call.PUT_ALL, Call.REMOVE_ALL_OF, Call.INVOKE_ALL, Call.ITERATE);

  private final Random random;

  ScenarioGenerator(long seed) {
    this.random = new Random(new SplittableRandom(seed).nextLong()); // as neighbours are alike
  }

  Scenario next() {
    Setup setup = setup();
    List<Step> steps = new ArrayList<>();
    if (setup.policy() == Policy.SCRIPTED && random.nextBoolean()) {
      steps.add(step(Call.LIVES, setup));
    }
    if (setup.hasOutside() && random.nextBoolean()) {
      steps.add(step(Call.FAULTS, setup));
    }
    for (int i = 0; i < STEPS; i++) {
      steps.add(step(call(setup), setup));
    }
    return new Scenario(setup, steps);
  }

  private Setup setup() {
    Set<Trait> traits = new TreeSet<>();
    for (Trait trait : Trait.values()) {
      boolean isCommon = trait == Trait.STORES_BY_VALUE || trait == Trait.COUNTS_STATISTICS;
      if (isCommon ? !oneIn(4) : oneIn(2)) {
        traits.add(trait);
      }
    }
    List<Ear> ears = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      ears.add(new Ear(oneIn(2), oneIn(2), oneIn(2), oneOf(Ear.Sieve.values())));
    }
    return new Setup(traits, oneIn(3) ? oneOf(Policy.values()) : Policy.SCRIPTED, ears);
  }

  private Call call(Setup setup) {
    while (true) {
      Call call = oneOf(Call.values());
      boolean makesSense = switch (call) {
        case REGISTER, DEREGISTER -> hasTransient(setup) && oneIn(2);
        case LOAD_ALL -> setup.has(Trait.HAS_LOADER) || oneIn(4);
        case FAULTS -> setup.hasOutside();
        case LIVES -> setup.policy() == Policy.SCRIPTED;
        case STATISTICS, CLEAR, REMOVE_ALL -> oneIn(3);
        default -> true;
      };
      if (makesSense) {
        return call;
      }
    }
  }

  private Step step(Call call, Setup setup) {
    List<Integer> keys = isForListeners(call) ? List.of(listener(setup)) : keys(call);
    List<Integer> values = List.of(
        random.nextInt(VALUES),
        random.nextInt(VALUES),
        random.nextInt(VALUES),
        random.nextInt(VALUES));
    if (TAKE_NULL.contains(call) && oneIn(100)) {
      keys = List.of(Step.NULL);
    } else if (TAKE_NULL.contains(call) && oneIn(100) && takesValue(call)) {
      values = List.of(Step.NULL, Step.NULL);
    }
    return new Step(call, keys, values, oneIn(2), oneIn(4), program(), faults(), lives());
  }

  private static boolean takesValue(Call call) {
    return call.name().contains("PUT") || call.name().contains("REPLACE");
  }

  private static boolean isForListeners(Call call) {
    return call == Call.REGISTER || call == Call.DEREGISTER;
  }

  private static boolean hasTransient(Setup setup) {
    return setup.listeners().stream().anyMatch(ear -> !ear.isPermanent());
  }

  private int listener(Setup setup) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < setup.listeners().size(); i++) {
      if (!setup.listeners().get(i).isPermanent()) {
        numbers.add(i + 1);
      }
    }
    return numbers.get(random.nextInt(numbers.size()));
  }

  private List<Integer> keys(Call call) {
    List<Integer> keys = new ArrayList<>();
    for (int key = 0; key < KEYS; key++) {
      keys.add(key);
    }
    Collections.shuffle(keys, random);
    return List.copyOf(keys.subList(0, TAKE_MANY.contains(call) ? 1 + random.nextInt(KEYS) : 1));
  }

  private Program program() {
    List<Program.Action> actions = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      Program.Action action = oneOf(Program.Action.values());
      boolean isThrow = action.name().startsWith("THROW");
      if (!isThrow || oneIn(4)) {
        actions.add(action);
      }
    }
    return new Program(actions, !oneIn(5));
  }

  private Faults faults() {
    return oneIn(3) ? Faults.NONE : new Faults(someKeys(), someKeys(), someKeys());
  }

  private Set<Integer> someKeys() {
    Set<Integer> keys = new TreeSet<>();
    while (oneIn(2)) {
      keys.add(random.nextInt(KEYS));
    }
    return keys;
  }

  private Lives lives() {
    return new Lives(
        oneIn(2) ? Life.ETERNAL : oneOf(Life.values()),
        oneIn(3) ? Life.UNCHANGED : oneOf(Life.values()),
        oneIn(3) ? Life.UNCHANGED : oneOf(Life.values()));
  }

  private boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  private <T> T oneOf(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
