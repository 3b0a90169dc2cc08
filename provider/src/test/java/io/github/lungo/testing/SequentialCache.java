// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a cache does, as one thread sees it: a map, the events of its changes in their order, and the counts. The models of
 * a cache have the same methods. Confined to one thread.
 */
public class SequentialCache {
  private final Map<Integer, String> entries = new TreeMap<>();
  private final List<String> events = new ArrayList<>();
  private int hits;
  private int misses;
  private int puts;
  private int removals;

  /** Creates an empty one. */
  public SequentialCache() {}

  private @Nullable String look(int key) {
    @Nullable String value = entries.get(key);
    if (value == null) {
      misses++;
    } else {
      hits++;
    }
    return value;
  }

  private void write(int key, String value) {
    @Nullable String before = entries.put(key, value);
    events.add(
        before == null
            ? "CREATED " + key + "=" + value
            : "UPDATED " + key + "=" + value + " (" + before + ")");
    puts++;
  }

  private boolean delete(int key) {
    @Nullable String before = entries.remove(key);
    if (before == null) {
      return false;
    }
    events.add("REMOVED " + key + "=" + before + " (" + before + ")");
    removals++;
    return true;
  }

  /** Returns the value or null. */
  public @Nullable String get(int key) {
    return look(key);
  }

  /** Answers whether the change was heard when the call returned, which every write must. */
  public boolean put(int key, int value) {
    write(key, String.valueOf(value));
    return true;
  }

  /** Returns the value before. */
  public @Nullable String getAndPut(int key, int value) {
    @Nullable String before = look(key);
    write(key, String.valueOf(value));
    return before;
  }

  /** Stores a value where there is none. */
  public boolean putIfAbsent(int key, int value) {
    if (look(key) != null) {
      return false;
    }
    write(key, String.valueOf(value));
    return true;
  }

  /** Removes whatever there is. */
  public boolean remove(int key) {
    return delete(key);
  }

  /** Removes one value only. */
  public boolean remove(int key, int expected) {
    return String.valueOf(expected).equals(look(key)) && delete(key);
  }

  /** Returns the value that was removed. */
  public @Nullable String getAndRemove(int key) {
    @Nullable String before = look(key);
    delete(key);
    return before;
  }

  /** Replaces whatever there is. */
  public boolean replace(int key, int value) {
    return getAndReplace(key, value) != null;
  }

  /** Replaces one value only. */
  public boolean replace(int key, int expected, int value) {
    if (!String.valueOf(expected).equals(look(key))) {
      return false;
    }
    write(key, String.valueOf(value));
    return true;
  }

  /** Returns the value before. */
  public @Nullable String getAndReplace(int key, int value) {
    @Nullable String before = look(key);
    if (before != null) {
      write(key, String.valueOf(value));
    }
    return before;
  }

  /** Returns the value before, which becomes a hundred more. */
  public @Nullable String invoke(int key) {
    @Nullable String before = look(key);
    write(key, incremented(before));
    return before;
  }

  /** Returns what an increment makes of a value. */
  public static String incremented(@Nullable String value) {
    return String.valueOf((value == null ? 0 : Integer.parseInt(value)) + 100);
  }

  /** Lets so much time pass that all entries expire. */
  public void tick() {
    entries.forEach(
        (key, value) -> events.add("EXPIRED " + key + "=" + value + " (" + value + ")"));
    entries.clear();
  }

  /** Returns the events of a key in their order. */
  public String heard(int key) {
    return String.join(
        ", ", events.stream().filter(event -> event.contains(" " + key + "=")).toList());
  }

  /** Returns all counts. */
  public String counts() {
    return hits + " hits, " + misses + " misses, " + puts + " puts, " + removals + " removals";
  }
}
