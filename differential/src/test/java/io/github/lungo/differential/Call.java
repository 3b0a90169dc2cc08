// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.integration.CompletionListenerFuture;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;

/** What a step can do. */
@SuppressWarnings("ImmutableEnumChecker") // the lambdas capture nothing
enum Call {
  GET(
      step -> "get(" + step.key() + ")",
      (side, step, hands) -> hands.take(side.cache().get(hands.key()))),
  GET_ALL(step -> "getAll(" + step.keys() + ")", (side, step, hands) -> {
    Map<Integer, Object> found = new TreeMap<>();
    side.cache()
        .getAll(hands.keys())
        .forEach((key, value) -> found.put(hands.takeKey(key), hands.take(value)));
    return found;
  }),
  CONTAINS_KEY(
      step -> "containsKey(" + step.key() + ")",
      (side, step, hands) -> side.cache().containsKey(hands.key())),
  LOAD_ALL(
      step -> "loadAll(" + step.keys() + ", replace " + step.flag() + ")", (side, step, hands) -> {
        CompletionListenerFuture end = new CompletionListenerFuture();
        side.cache().loadAll(hands.keys(), step.flag(), end);
        try {
          return end.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
          throw (Exception) failure.getCause();
        }
      }),
  PUT(step -> "put(" + step.key() + ", " + step.values().get(0) + ")", (side, step, hands) -> {
    side.cache().put(hands.key(), hands.value(0));
    return null;
  }),
  GET_AND_PUT(
      step -> "getAndPut(" + step.key() + ", " + step.values().get(0) + ")",
      (side, step, hands) -> hands.take(side.cache().getAndPut(hands.key(), hands.value(0)))),
  PUT_ALL(step -> "putAll(" + step.keys() + " -> " + step.values() + ")", (side, step, hands) -> {
    side.cache().putAll(hands.map());
    return null;
  }),
  PUT_IF_ABSENT(
      step -> "putIfAbsent(" + step.key() + ", " + step.values().get(0) + ")",
      (side, step, hands) -> side.cache().putIfAbsent(hands.key(), hands.value(0))),
  REMOVE(
      step -> "remove(" + step.key() + ")",
      (side, step, hands) -> side.cache().remove(hands.key())),
  REMOVE_IF_EQUAL(
      step -> "remove(" + step.key() + ", " + step.values().get(0) + ")",
      (side, step, hands) -> side.cache().remove(hands.key(), hands.value(0))),
  GET_AND_REMOVE(
      step -> "getAndRemove(" + step.key() + ")",
      (side, step, hands) -> hands.take(side.cache().getAndRemove(hands.key()))),
  REPLACE(
      step -> "replace(" + step.key() + ", " + step.values().get(0) + ")",
      (side, step, hands) -> side.cache().replace(hands.key(), hands.value(0))),
  REPLACE_IF_EQUAL(
      step -> "replace(" + step.key() + ", " + step.values().get(0) + ", "
          + step.values().get(1) + ")",
      (side, step, hands) -> side.cache().replace(hands.key(), hands.value(0), hands.value(1))),
  GET_AND_REPLACE(
      step -> "getAndReplace(" + step.key() + ", " + step.values().get(0) + ")",
      (side, step, hands) -> hands.take(side.cache().getAndReplace(hands.key(), hands.value(0)))),
  REMOVE_ALL_OF(step -> "removeAll(" + step.keys() + ")", (side, step, hands) -> {
    side.cache().removeAll(hands.keys());
    return null;
  }),
  REMOVE_ALL(step -> "removeAll()", (side, step, hands) -> {
    side.cache().removeAll();
    return null;
  }),
  CLEAR(step -> "clear()", (side, step, hands) -> {
    side.cache().clear();
    return null;
  }),
  INVOKE(
      step -> "invoke(" + step.key() + ", " + step.program() + ", values from "
          + step.values().get(0) + ")",
      (side, step, hands) -> side.cache().invoke(hands.key(), side.processor(step), "a", 1)),
  INVOKE_ALL(
      step -> "invokeAll(" + step.keys() + ", " + step.program() + ", values from "
          + step.values().get(0) + ")",
      (side, step, hands) -> {
        Map<Integer, Object> results = new TreeMap<>();
        side.cache()
            .invokeAll(hands.keys(), side.processor(step))
            .forEach((key, result) -> results.put(hands.takeKey(key), resultOf(result)));
        return results;
      }),
  ITERATE(step -> "iterate, and remove " + step.keys(), (side, step, hands) -> {
    Map<Integer, Object> entries = new TreeMap<>();
    for (Iterator<Cache.Entry<Box, Box>> i = side.cache().iterator(); i.hasNext(); ) {
      Cache.Entry<Box, Box> entry = i.next();
      int key = hands.takeKey(entry.getKey());
      entries.put(key, hands.take(entry.getValue()) + (step.keys().contains(key) ? remove(i) : ""));
    }
    return entries;
  }),
  REGISTER(step -> "registerCacheEntryListener(" + step.key() + ")", (side, step, hands) -> {
    side.cache().registerCacheEntryListener(side.registration(step.key()));
    return null;
  }),
  DEREGISTER(step -> "deregisterCacheEntryListener(" + step.key() + ")", (side, step, hands) -> {
    side.cache().deregisterCacheEntryListener(side.registration(step.key()));
    return null;
  }),
  STATISTICS(step -> "enableStatistics(" + step.flag() + ")", (side, step, hands) -> {
    side.enableStatistics(step.flag());
    return null;
  }),
  FAULTS(step -> "from now on " + step.faults(), (side, step, hands) -> {
    side.script().faults = step.faults();
    return null;
  }),
  LIVES(step -> "from now on " + step.lives(), (side, step, hands) -> {
    side.script().lives = step.lives();
    return null;
  });

  private final Function<Step, String> text;
  private final Action action;

  Call(Function<Step, String> text, Action action) {
    this.text = text;
    this.action = action;
  }

  /** Does the step on one side, and returns the result in a form that can be compared. */
  private interface Action {
    Object run(Side side, Step step, Hands hands) throws Exception;
  }

  String text(Step step) {
    return text.apply(step);
  }

  Object run(Side side, Step step, Hands hands) throws Exception {
    return action.run(side, step, hands);
  }

  private static Object resultOf(EntryProcessorResult<String> result) {
    try {
      return result.get();
    } catch (EntryProcessorException failure) {
      return Scripted.chain(failure);
    }
  }

  /** A failure of one removal does not end the walk, whose order is the provider's own. */
  private static String remove(Iterator<?> iterator) {
    try {
      iterator.remove();
      return " removed";
    } catch (RuntimeException failure) {
      List<String> chain = Scripted.chain(failure);
      return " not removed " + chain;
    }
  }
}
