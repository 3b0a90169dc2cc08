// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiConsumer;

/**
 * A value and what must hold for its copy.
 *
 * @param check takes the value and its copy
 */
record RoundTrip(String name, Object value, BiConsumer<Object, Object> check) {

  /** An equal copy of the same class. */
  static RoundTrip same(String name, Object value) {
    return new RoundTrip(name, value, (original, copy) -> {
      assertThat(copy).isEqualTo(original);
      assertThat(copy.hashCode()).isEqualTo(original.hashCode());
      assertThat(copy.getClass()).isEqualTo(original.getClass());
    });
  }

  /** An equal copy of another class, for private classes of the JDK. */
  static RoundTrip as(Class<?> type, String name, Object value) {
    return new RoundTrip(name, value, (original, copy) -> {
      assertThat(copy).isEqualTo(original);
      assertThat(copy.getClass()).isEqualTo(type);
    });
  }

  /** The very same object. */
  static RoundTrip identical(String name, Object value) {
    return new RoundTrip(name, value, (original, copy) -> assertThat(copy).isSameAs(original));
  }

  /** A copy of the same class that passes a check. */
  @SuppressWarnings("unchecked")
  static <T> RoundTrip checked(String name, T value, BiConsumer<T, T> check) {
    return new RoundTrip(name, value, (original, copy) -> {
      assertThat(copy.getClass()).isEqualTo(original.getClass());
      check.accept((T) original, (T) copy);
    });
  }

  void check(Object copy) {
    check.accept(value, copy);
  }

  @Override
  public String toString() {
    return name;
  }
}
