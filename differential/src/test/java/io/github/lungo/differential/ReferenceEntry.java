// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.function.Consumer;
import javax.cache.processor.MutableEntry;

/**
 * The entry that a processor sees on the side of the reference implementation, with the answers that Lungo gives where the
 * two differ on purpose: see the {@link Difference}s that it names. Confined to its processor.
 */
final class ReferenceEntry implements MutableEntry<Box, Box> {
  private final MutableEntry<Box, Box> entry;
  private final boolean wasPresent;
  private final Setup setup;
  private final Consumer<Difference> met;
  private State state = State.UNTOUCHED;
  private Box loaded;
  private boolean isKnownToBeAbsent;

  /** What the processor did last. */
  private enum State {
    UNTOUCHED,
    LOADED,
    SET,
    REMOVED,
    SET_THEN_REMOVED
  }

  ReferenceEntry(MutableEntry<Box, Box> entry, Setup setup, Consumer<Difference> met) {
    this.entry = entry;
    this.wasPresent = entry.exists();
    this.setup = setup;
    this.met = met;
  }

  @Override
  public Box getKey() {
    return entry.getKey();
  }

  @Override
  public boolean exists() {
    return entry.exists();
  }

  @Override
  public Box getValue() {
    if (state == State.REMOVED || state == State.SET_THEN_REMOVED) {
      if (setup.loadsOnGet()) {
        met.accept(Difference.REMOVED_VALUE_IS_NOT_LOADED);
      }
      return null;
    }
    if (loaded != null) {
      return loaded;
    }
    if (isKnownToBeAbsent && state == State.UNTOUCHED) {
      met.accept(Difference.ABSENT_VALUE_IS_LOADED_ONCE);
      return null;
    }
    Box value = entry.getValue();
    isKnownToBeAbsent = value == null && setup.loadsOnGet();
    if (value == null || wasPresent || state == State.SET) {
      return value;
    }
    state = State.LOADED;
    loaded = setup.has(Trait.STORES_BY_VALUE) ? new Box(value.number()) : value;
    return loaded;
  }

  @Override
  public void setValue(Box value) {
    entry.setValue(value);
    loaded = null;
    state = State.SET;
  }

  @Override
  public void remove() {
    loaded = null;
    if (state == State.SET_THEN_REMOVED) {
      met.accept(Difference.SECOND_REMOVE_CHANGES_NOTHING);
      return;
    }
    entry.remove();
    if (state == State.LOADED) {
      met.accept(Difference.REMOVE_OF_LOADED_DELETES);
      entry.remove(); // the first one only forgets the load
    }
    state = state == State.SET && !wasPresent ? State.SET_THEN_REMOVED : State.REMOVED;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return entry.unwrap(type);
  }
}
