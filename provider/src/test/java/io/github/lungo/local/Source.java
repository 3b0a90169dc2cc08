// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a cache loads from: one value for all keys, or none, or a failure. Counts how often it is asked. Thread-safe. */
final class Source implements Function<Object, String> {
  final AtomicInteger calls = new AtomicInteger();
  private volatile @Nullable String value;
  private volatile @Nullable RuntimeException failure;

  Source holds(@Nullable String newValue) {
    value = newValue;
    failure = null;
    return this;
  }

  Source fails(String message) {
    failure = new IllegalStateException(message);
    return this;
  }

  @Override
  public @Nullable String apply(Object key) {
    calls.incrementAndGet();
    @Nullable RuntimeException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
    return value;
  }
}
