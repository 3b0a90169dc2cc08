// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import java.util.List;
import java.util.stream.Stream;

/** Decides once per class how its objects are hashed. Thread-safe. */
final class KeyForms {
  /** The first that fits is the form of a class. */
  private static final List<KeyForm> BY_PRECEDENCE = Stream.<Stream<? extends KeyForm>>of(
          Stream.of(ValueForm.values()).filter(form -> form != ValueForm.OWN),
          Stream.of(CompositeForm.values()),
          Stream.of(RefusedForm.values()),
          Stream.of(ValueForm.OWN))
      .flatMap(forms -> forms)
      .<KeyForm>map(form -> form)
      .toList();

  /**
   * The place of a class's form in the list. INVARIANT: a class of the JDK outlives us and keeps what is noted here, so that
   * must not be an object of a class of ours, which would keep our class loader.
   */
  private static final ClassValue<Integer> PLACES = new ClassValue<>() {
    @Override
    protected Integer computeValue(Class<?> type) {
      int place = 0;
      while (!BY_PRECEDENCE.get(place).fits(type)) {
        place++;
      }
      return place;
    }
  };

  private KeyForms() {}

  /** Returns the form of a class. */
  static KeyForm of(Class<?> type) {
    return BY_PRECEDENCE.get(PLACES.get(type));
  }
}
