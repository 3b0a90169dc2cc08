// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.row;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The keys and values of a row, made beforehand, in the same order for all: each key twice, with another value the second
 * time, so that a put always changes something. The caches are filled with objects of their own that equal the keys, as
 * callers seldom have the very object that a cache holds.
 */
public final class KeyStream {
  /** How many keys there are. */
  public static final int KEYS = 16_000;

  /** How many entries a bounded cache may hold: it is four fifths full, and no read misses. */
  public static final int BOUND = 20_000;

  /** How many entries {@code getAll} and {@code putAll} are called with. */
  public static final int BATCH = 100;

  private static final long SEED = 20_240_229;

  final Integer[] keys = new Integer[2 * KEYS];
  final Object[] values = new Object[2 * KEYS];
  private final List<Set<Integer>> keyBatches = new ArrayList<>();
  private final List<Map<Integer, Object>> entryBatches = new ArrayList<>();

  KeyStream(Row row) {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < KEYS; i++) {
      order.add(1_000_000 + 7 * i);
    }
    Collections.shuffle(order, new Random(SEED));
    for (int i = 0; i < 2 * KEYS; i++) {
      keys[i] = order.get(i % KEYS);
      values[i] = value(row, i);
    }
    for (int start = 0; start < 2 * KEYS; start += BATCH) {
      var entries = new LinkedHashMap<Integer, Object>();
      for (int i = start; i < start + BATCH; i++) {
        entries.put(keys[i], values[i]);
      }
      entryBatches.add(entries);
      keyBatches.add(new LinkedHashSet<>(entries.keySet()));
    }
  }

  /** Returns the key at that place as the cache is to hold it: another object. */
  Integer heldKey(int index) {
    int number = keys[index];
    return number;
  }

  private static Object value(Row row, int number) {
    if (row.valueType() == Integer.class) {
      return 1_000 + number;
    }
    return row.has(Feature.MUTABLE) ? new Customer(number) : "value " + number;
  }

  /** Returns what the key at that place has at first: not what the first put gives it. */
  Object firstValue(int index) {
    return values[KEYS + index % KEYS];
  }

  /** Returns how many operations of the row it serves before it starts again. */
  int length(Row row) {
    return switch (row.action()) {
      case GET_ALL, PUT_ALL -> entryBatches.size();
      default -> keys.length;
    };
  }

  /** Returns sets of {@link #BATCH} keys. */
  @SuppressWarnings({"unchecked", "rawtypes"
  }) // an array, so that it costs no more than the key of a get
  Set<Integer>[] keyBatches() {
    return keyBatches.toArray(new Set[0]);
  }

  /** Returns maps of {@link #BATCH} entries. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // as above
  Map<Integer, Object>[] entryBatches() {
    return entryBatches.toArray(new Map[0]);
  }
}
