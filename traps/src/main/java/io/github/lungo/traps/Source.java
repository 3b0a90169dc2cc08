// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.cache.integration.CacheLoader;

/** A loader that writes down what it is asked for. Thread-safe. */
final class Source implements CacheLoader<String, String> {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final Function<String, String> values;

  /** Keeps the values, null for what there is not. */
  Source(Function<String, String> values) {
    this.values = values;
  }

  /** Returns one that has {@code loaded-k} for the key {@code k}. */
  static Source ofAll() {
    return new Source(key -> "loaded-" + key);
  }

  /** Returns one that has nothing. */
  static Source ofNothing() {
    return new Source(key -> null);
  }

  /** Returns one that fails with an {@code IllegalStateException}. */
  static Source failing() {
    return new Source(key -> {
      throw new IllegalStateException("the source is down");
    });
  }

  /** Returns the keys asked for so far, alone or in bulk. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** Returns how often the loader was called. */
  int calls() {
    return calls.get();
  }

  @Override
  public String load(String key) {
    calls.incrementAndGet();
    asked.add(key);
    return values.apply(key);
  }

  @Override
  public Map<String, String> loadAll(Iterable<? extends String> keys) {
    calls.incrementAndGet();
    Map<String, String> answer = new HashMap<>();
    for (String key : keys) {
      asked.add(key);
      answer.put(key, values.apply(key));
    }
    return answer;
  }
}
