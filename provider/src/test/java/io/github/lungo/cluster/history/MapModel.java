// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What calls do to a plain map, written without a look at {@link Kind}. Confined to one thread. */
final class MapModel {
  private static final String KEY = Histories.KEY;

  private final Map<String, Long> map;

  MapModel() {
    this(Map.of());
  }

  private MapModel(Map<String, Long> map) {
    this.map = new HashMap<>(map);
  }

  MapModel copy() {
    return new MapModel(map);
  }

  @Nullable
  Long value() {
    return map.get(KEY);
  }

  void vanish() {
    map.clear();
  }

  /** Makes a call; {@link Kind#LOAD} gets and stores a value if one is loaded. */
  Answer call(Call call, @Nullable Long loaded) {
    long value = call.value();
    return switch (call.kind()) {
      case GET -> answer(map.get(KEY));
      case CONTAINS_KEY -> Answer.of(map.containsKey(KEY));
      case PUT -> {
        map.put(KEY, value);
        yield Answer.DONE;
      }
      case GET_AND_PUT -> answer(map.put(KEY, value));
      case PUT_IF_ABSENT -> Answer.of(map.putIfAbsent(KEY, value) == null);
      case REPLACE -> Answer.of(map.replace(KEY, value) != null);
      case REPLACE_EXACT -> Answer.of(map.replace(KEY, call.expected(), value));
      case GET_AND_REPLACE -> answer(map.replace(KEY, value));
      case REMOVE -> Answer.of(map.remove(KEY) != null);
      case REMOVE_EXACT -> Answer.of(map.remove(KEY, call.expected()));
      case GET_AND_REMOVE -> answer(map.remove(KEY));
      case ADD -> answer(map.merge(KEY, value, Long::sum));
      case LOAD -> answer(loaded == null ? map.get(KEY) : map.computeIfAbsent(KEY, key -> loaded));
      case CLEAR -> {
        map.clear();
        yield Answer.DONE;
      }
      case LOADER_RUN -> throw new IllegalArgumentException("no call of a map: " + call);
    };
  }

  private static Answer answer(@Nullable Long value) {
    return value == null ? Answer.NOTHING : Answer.of((long) value);
  }
}
