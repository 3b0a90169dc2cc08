// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.cache.CacheException;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.MutableEntry;

/**
 * A small entry processor.
 *
 * @param actions what it does, in order
 * @param answers whether it returns what it saw, or null
 */
record Program(List<Action> actions, boolean answers) {

  /** What a processor can do. */
  enum Action {
    GET,
    GET_AND_CHANGE_VALUE,
    EXISTS,
    SET,
    SET_AND_CHANGE_VALUE,
    REMOVE,
    THROW,
    THROW_CACHE_EXCEPTION
  }

  /** Returns the processor, which sees an entry as the provider's side shows it. */
  EntryProcessor<Box, Box, String> processor(
      int value, boolean throwsSpecified, UnaryOperator<MutableEntry<Box, Box>> view) {
    return (entry, arguments) -> {
      List<String> seen = new ArrayList<>();
      MutableEntry<Box, Box> shown = view.apply(entry);
      seen.add("key " + shown.getKey() + " arguments " + List.of(arguments));
      for (int i = 0; i < actions.size(); i++) {
        run(actions.get(i), shown, value + i, throwsSpecified, seen);
      }
      return answers ? seen.toString() : null;
    };
  }

  private static void run(
      Action action,
      MutableEntry<Box, Box> entry,
      int value,
      boolean throwsSpecified,
      List<String> seen) {
    switch (action) {
      case GET -> seen.add("value " + entry.getValue());
      case GET_AND_CHANGE_VALUE -> {
        Box found = entry.getValue();
        seen.add("value " + found);
        if (found != null) {
          found.change();
        }
      }
      case EXISTS -> seen.add("exists " + entry.exists());
      case SET -> entry.setValue(new Box(value));
      case SET_AND_CHANGE_VALUE -> {
        Box set = new Box(value);
        entry.setValue(set);
        set.change();
      }
      case REMOVE -> entry.remove();
      case THROW ->
        throw Scripted.or(throwsSpecified, () -> new EntryProcessorException("scripted"));
      case THROW_CACHE_EXCEPTION -> throw new CacheException("scripted");
    }
  }
}
