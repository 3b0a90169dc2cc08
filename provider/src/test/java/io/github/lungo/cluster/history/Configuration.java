// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * How far the search has come: which operations have a place, and what the entry is after them. Immutable; the sets are not
 * changed any more.
 *
 * @param place all but the optional ones
 * @param used the slots of the optional ones that have a place
 */
record Configuration(Place place, BitSet used) {

  /** Those that have not come as far first, and of these the ones that have used less. */
  static final Comparator<Configuration> IN_TURN = Comparator.<Configuration>comparingInt(
          configuration -> configuration.place.ended)
      .thenComparingInt(configuration -> configuration.place.slots.cardinality())
      .thenComparingInt(configuration -> configuration.used.cardinality());

  /**
   * The operations with an answer that have a place, and the entry.
   *
   * @param ended how many, in the order of their ends, have a place; the next one has none
   * @param slots which of those that are open at the end of the next one have a place
   * @param value the entry's value
   */
  record Place(int ended, BitSet slots, long value) {}

  static Configuration start() {
    return new Configuration(new Place(0, new BitSet(), Answer.ABSENT), new BitSet());
  }

  long value() {
    return place.value();
  }

  boolean isPlaced(Candidate candidate) {
    return (candidate.isFree() ? used : place.slots()).get(candidate.slot);
  }

  /** Returns what comes of an operation that gets its place next. */
  Configuration with(Candidate candidate, long value, Puzzle puzzle) {
    List<Candidate> decided = puzzle.decided();
    BitSet slots = (BitSet) place.slots().clone();
    BitSet more = (BitSet) used.clone();
    (candidate.isFree() ? more : slots).set(candidate.slot);
    int ended = place.ended();
    // INVARIANT: a slot is taken over only by what begins after this end, so its bit belongs to the
    // next one here.
    while (ended < decided.size()
        && slotsOf(decided.get(ended), slots, more).get(decided.get(ended).slot)) {
      slotsOf(decided.get(ended), slots, more).clear(decided.get(ended).slot);
      ended++;
    }
    return new Configuration(new Place(ended, slots, puzzle.valueAt(ended, value)), more);
  }

  private static BitSet slotsOf(Candidate candidate, BitSet slots, BitSet used) {
    return candidate.isFree() ? used : slots;
  }
}
