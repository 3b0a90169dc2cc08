// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a cache is configured.
 *
 * @param listeners those that steps may register, from 1; some are there from the start
 */
record Setup(Set<Trait> traits, Policy policy, List<Ear> listeners) {

  /** Lungo refuses a cache that reads through without a loader. */
  Setup {
    traits = new TreeSet<>(traits);
    if (!traits.contains(Trait.HAS_LOADER)) {
      traits.remove(Trait.READS_THROUGH);
    }
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  boolean loadsOnGet() {
    return has(Trait.HAS_LOADER) && has(Trait.READS_THROUGH);
  }

  boolean hasOutside() {
    return has(Trait.HAS_LOADER) || has(Trait.WRITES_THROUGH);
  }

  /** Returns what the policy answers, given what the script says. */
  Lives lives(Lives scripted) {
    return switch (policy) {
      case SCRIPTED -> scripted;
      case CREATED_DEAD -> new Lives(Life.ZERO, Life.UNCHANGED, Life.UNCHANGED);
      default -> Lives.ETERNAL;
    };
  }

  /** Returns setups that have less to them. */
  List<Setup> simpler() {
    List<Setup> simpler = new ArrayList<>();
    for (Trait trait : Trait.values()) {
      Set<Trait> others = new TreeSet<>(traits);
      boolean isSimpler = trait == Trait.STORES_BY_VALUE ? others.add(trait) : others.remove(trait);
      if (isSimpler) {
        simpler.add(new Setup(others, policy, listeners));
      }
    }
    if (policy != Policy.ETERNAL) {
      simpler.add(new Setup(traits, Policy.ETERNAL, listeners));
    }
    if (!listeners.isEmpty()) {
      simpler.add(new Setup(traits, policy, listeners.subList(0, listeners.size() - 1)));
    }
    return simpler;
  }
}
