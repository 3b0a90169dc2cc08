// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import io.github.lungo.LungoCache;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.cache.processor.EntryProcessor;

/** Every method of a cache that takes a key, as a table, so that a rule is tested over all of them. */
@SuppressWarnings({"ImmutableEnumChecker", "FutureReturnValueIgnored"}) // the actions have no state
enum Call {
  GET((cache, key, value) -> cache.get(key)),
  GET_WITH_LOADER((cache, key, value) -> cache.get(key, k -> "loaded")),
  GET_ASYNC((cache, key, value) -> cache.getAsync(key)),
  GET_ALL((cache, key, value) -> cache.getAll(setOf(key))),
  CONTAINS_KEY((cache, key, value) -> cache.containsKey(key)),
  LOAD_ALL((cache, key, value) -> {
    cache.loadAll(setOf(key), false, null);
    return null;
  }),
  REMOVE((cache, key, value) -> cache.remove(key)),
  GET_AND_REMOVE((cache, key, value) -> cache.getAndRemove(key)),
  REMOVE_ALL((cache, key, value) -> {
    cache.removeAll(setOf(key));
    return null;
  }),
  INVOKE((cache, key, value) -> cache.invoke(key, (entry, arguments) -> entry.exists())),
  INVOKE_ALL((cache, key, value) ->
      cache.invokeAll(setOf(key), (entry, arguments) -> entry.exists()).values().stream()
          .map(result -> result.get())
          .toList()),
  REMOVE_EQUAL(Trait.TAKES_VALUE, (cache, key, value) -> cache.remove(key, value)),
  PUT(Trait.STORES, (cache, key, value) -> {
    cache.put(key, value);
    return null;
  }),
  PUT_FOR_A_TIME(Trait.STORES, (cache, key, value) -> {
    cache.put(key, value, Duration.ofHours(1));
    return null;
  }),
  PUT_ALL(Trait.STORES, (cache, key, value) -> {
    cache.putAll(mapOf(key, value));
    return null;
  }),
  GET_AND_PUT(Trait.STORES, (cache, key, value) -> cache.getAndPut(key, value)),
  PUT_IF_ABSENT(Trait.STORES_ABSENT, (cache, key, value) -> cache.putIfAbsent(key, value)),
  REPLACE(Trait.STORES, (cache, key, value) -> cache.replace(key, value)),
  REPLACE_EQUAL(
      Trait.STORES, (cache, key, value) -> cache.replace(key, present(cache, key), value)),
  GET_AND_REPLACE(Trait.STORES, (cache, key, value) -> cache.getAndReplace(key, value)),
  INVOKE_SET(Trait.STORES, (cache, key, value) -> cache.invoke(key, setting(value))),
  INVOKE_ALL_SET(
      Trait.STORES,
      (cache, key, value) -> cache.invokeAll(setOf(key), setting(value)).values().stream()
          .map(result -> result.get())
          .toList());

  private final Trait trait;
  private final Action action;

  private enum Trait {
    KEY_ONLY,
    TAKES_VALUE,
    STORES,
    STORES_ABSENT
  }

  /** How a method is called. */
  interface Action {
    Object run(LungoCache<Object, Object> cache, Object key, Object value);
  }

  Call(Action action) {
    this(Trait.KEY_ONLY, action);
  }

  Call(Trait trait, Action action) {
    this.trait = trait;
    this.action = action;
  }

  /** Calls the method, on a cache that may check other types. */
  @SuppressWarnings("unchecked") // wrong types are what some tests are about
  Object run(LungoCache<?, ?> cache, Object key, Object value) {
    return action.run((LungoCache<Object, Object>) cache, key, value);
  }

  boolean takesValue() {
    return trait != Trait.KEY_ONLY;
  }

  boolean isProcessor() {
    return this == INVOKE_SET || this == INVOKE_ALL_SET;
  }

  /** Whether a call with a present key stores the value, as all do but for putIfAbsent. */
  boolean storesWherePresent() {
    return trait == Trait.STORES;
  }

  static Stream<Call> takingValues() {
    return Stream.of(values()).filter(Call::takesValue);
  }

  /** Those that store the value. */
  static Stream<Call> storing() {
    return takingValues().filter(call -> call != REMOVE_EQUAL);
  }

  /** Returns a processor that sets the value. */
  static EntryProcessor<Object, Object, Object> setting(Object value) {
    return (entry, arguments) -> {
      entry.setValue(value);
      return null;
    };
  }

  private static Object present(LungoCache<Object, Object> cache, Object key) {
    Object present = key == null || cache.isClosed() ? null : cache.get(key);
    return present == null ? "absent" : present;
  }

  private static Set<Object> setOf(Object key) {
    return new HashSet<>(Collections.singletonList(key));
  }

  private static Map<Object, Object> mapOf(Object key, Object value) {
    Map<Object, Object> map = new HashMap<>();
    map.put(key, value);
    return map;
  }
}
