// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The objects that the caller of a step passes and gets, which it may change afterwards. */
final class Hands {
  private final Step step;
  private final List<Box> keys = new ArrayList<>();
  private final Set<Box> values = Collections.newSetFromMap(new IdentityHashMap<>());

  Hands(Step step) {
    this.step = step;
  }

  Box key() {
    return key(step.keys().get(0));
  }

  private Box key(int number) {
    if (number == Step.NULL) {
      return null;
    }
    Box key = new Box(number);
    keys.add(key);
    return key;
  }

  Box value(int index) {
    int number = step.values().get(index % step.values().size());
    if (number == Step.NULL) {
      return null;
    }
    Box value = new Box(number);
    values.add(value);
    return value;
  }

  Set<Box> keys() {
    Set<Box> set = new LinkedHashSet<>();
    step.keys().forEach(number -> set.add(key(number)));
    return set;
  }

  Map<Box, Box> map() {
    Map<Box, Box> map = new LinkedHashMap<>();
    for (int i = 0; i < step.keys().size(); i++) {
      map.put(key(step.keys().get(i)), value(i));
    }
    return map;
  }

  /** Takes what the cache returned, and returns its number. */
  Object take(Box value) {
    if (value == null) {
      return null;
    }
    values.add(value);
    return value.number();
  }

  /** Takes a key that the cache returned, and returns its number. */
  int takeKey(Box key) {
    keys.add(key);
    return key.number();
  }

  /** Changes everything; keys only where the cache does not share them. */
  void change(boolean keysToo) {
    values.forEach(Box::change);
    if (keysToo) {
      keys.forEach(Box::change);
    }
  }
}
