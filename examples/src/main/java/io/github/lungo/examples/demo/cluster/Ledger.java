// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.node.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What was written under each key: the last number whose put returned, and those whose puts did not, of which nobody knows
 * whether they were done. Each key has one writer. Thread-safe.
 */
final class Ledger {
  private final ConcurrentMap<String, Long> acknowledged = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Set<Long>> undecided = new ConcurrentHashMap<>();
  private final AtomicLong writes = new AtomicLong();

  void acknowledge(List<String> keys, long number) {
    keys.forEach(key -> {
      // Not the ones before it: a put that failed may be done later than this one.
      undecided.getOrDefault(key, new HashSet<>()).remove(number);
      acknowledged.put(key, number);
    });
    writes.addAndGet(keys.size());
  }

  void leaveOpen(List<String> keys, long number) {
    keys.forEach(key ->
        undecided.computeIfAbsent(key, absent -> ConcurrentHashMap.newKeySet()).add(number));
  }

  /** Returns how many puts returned. */
  long writes() {
    return writes.get();
  }

  /** Returns how many keys have lost what was acknowledged, as a node reads them. */
  long lost(Node node) {
    return lost(node::numbers);
  }

  /** Returns how many keys have lost what was acknowledged, {@link Node#NONE} being what an absent one reads as. */
  long lost(Function<List<String>, List<Long>> reading) {
    List<String> keys = List.copyOf(acknowledged.keySet());
    List<Long> numbers = reading.apply(keys);
    long lost = 0;
    for (int i = 0; i < keys.size(); i++) {
      lost += possible(keys.get(i)).contains(numbers.get(i)) ? 0 : 1;
    }
    return lost;
  }

  private Set<Long> possible(String key) {
    Set<Long> possible = new HashSet<>(undecided.getOrDefault(key, Set.of()));
    possible.add(acknowledged.get(key));
    return possible;
  }
}
