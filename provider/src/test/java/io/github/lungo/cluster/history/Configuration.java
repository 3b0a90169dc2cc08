// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.BitSet;
import java.util.List;

/**
 * How far the search has come: which operations have a place, and what the entry is after them. Immutable; the sets are not
 * changed any more.
 *
 * @param place all but the optional ones
 * @param used the slots of the optional ones that have a place
 */
record Configuration(Place place, BitSet used) {

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
    return (candidate.isOptional() ? used : place.slots()).get(candidate.slot);
  }

  /** Returns what comes of an operation that gets its place next. */
  Configuration with(Candidate candidate, long value, List<Candidate> decided) {
    if (candidate.isOptional()) {
      BitSet more = (BitSet) used.clone();
      more.set(candidate.slot);
      return new Configuration(new Place(place.ended(), place.slots(), value), more);
    }
    BitSet slots = (BitSet) place.slots().clone();
    slots.set(candidate.slot);
    int ended = place.ended();
    // INVARIANT: a slot is taken over only by what begins after this end, so its bit belongs to the
    // next one here.
    while (ended < decided.size() && isSet(slots, decided, ended)) {
      slots.clear(decided.get(ended).slot);
      ended++;
    }
    return new Configuration(new Place(ended, slots, value), used);
  }

  private static boolean isSet(BitSet slots, List<Candidate> decided, int index) {
    return slots.get(decided.get(index).slot);
  }
}
