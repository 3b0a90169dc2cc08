// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Where Lungo and the reference implementation (RI) differ on purpose, and why. Each rule turns what the RI showed into
 * exactly what Lungo must show; everything else must be equal. A rule that is empty is applied where its comment says.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lambdas capture nothing
enum Difference {
  /** CacheWriterException and CacheLoaderException, Javadoc: "must wrap any Exception". The RI does not wrap its own type. */
  SPECIFIED_EXCEPTION_IS_WRAPPED_TOO(situation -> {
    if (situation.setup().has(Trait.THROWS_SPECIFIED)) {
      situation.changeFailures(Difference::repeatLast);
      situation.changeResults(result -> result instanceof String text
          ? text.replace("[CacheWriterException]", "[CacheWriterException, CacheWriterException]")
          : result);
    }
  }),

  /** EntryProcessorException, Javadoc: "must wrap any Exception". The RI lets a CacheException of the processor pass. */
  PROCESSOR_FAILURE_IS_WRAPPED(situation -> {
    if (situation.is(Call.INVOKE)
        && situation.hasFailed()
        && List.of("CacheException", "CacheLoaderException")
            .contains(situation.expected().failure.get(0))) {
      situation.changeFailures(chain -> prepend("EntryProcessorException", chain));
    }
  }),

  /** Wrapped once: {@code EntryProcessorResult.get} of the RI wraps the EntryProcessorException of {@code invoke} again. */
  PROCESSOR_FAILURE_IS_WRAPPED_ONCE(situation -> {
    if (situation.is(Call.INVOKE_ALL)) {
      String type = "EntryProcessorException";
      situation.changeFailures(
          chain -> chain.size() > 1 && chain.get(0).equals(type) && chain.get(1).equals(type)
              ? chain.subList(1, chain.size())
              : chain);
    }
  }),

  /** Cache.putAll and removeAll, Javadoc: CacheWriterException if the writing fails. The RI swallows one of that very type. */
  BULK_WRITE_FAILURE_IS_TOLD(situation -> {
    boolean asksForFailingKey =
        situation.step().keys().stream().anyMatch(situation.faults().writes()::contains);
    boolean holdsFailingKey =
        situation.before().keySet().stream().anyMatch(situation.faults().writes()::contains);
    boolean fails = situation.is(Call.PUT_ALL, Call.REMOVE_ALL_OF)
        ? asksForFailingKey
        : situation.is(Call.REMOVE_ALL) && holdsFailingKey;
    if (fails
        && situation.setup().has(Trait.WRITES_THROUGH)
        && situation.setup().has(Trait.THROWS_SPECIFIED)) {
      situation.expected().failure = List.of("CacheWriterException", "CacheWriterException");
    }
  }),

  /** Cache.removeAll(), Javadoc: deletes the entries; what has expired is none. The RI has the writer delete it. */
  EXPIRED_IS_NOT_DELETED(situation -> {
    if (situation.is(Call.REMOVE_ALL)) {
      Observation expected = situation.expected();
      List<String> live =
          situation.before().keySet().stream().map(key -> "deleteAll " + key).toList();
      expected.writes = expected.writes.stream().filter(live::contains).toList();
      if (situation.before().keySet().stream().noneMatch(situation.faults().writes()::contains)) {
        expected.failure = List.of();
      }
    }
  }),

  /** CacheStatisticsMXBean.getCacheRemovals, Javadoc: not what the cache itself initiates. The RI counts what had expired. */
  EXPIRED_IS_NOT_COUNTED(situation -> {
    Observation expected = situation.expected();
    if (situation.is(Call.REMOVE_ALL_OF) && situation.countsStatistics()) {
      expected.counts = expected.counts.withRemovals(expected.heard(Situation.SPY, "REMOVED"));
    }
  }),

  /** Statistics table of chapter 11: an absent entry is a miss. The RI calls it a hit if the new entry is not stored. */
  UNSTORED_IS_A_MISS(situation -> {
    if (situation.is(Call.PUT_IF_ABSENT)
        && Objects.equals(situation.expected().result, false)
        && situation.isMissing(situation.step().key())
        && situation.countsStatistics()) {
      situation.addToCounts(-1, 1, 0);
    }
  }),

  /** ExpiryPolicy.getExpiryForCreation, Javadoc: zero is not added to the cache; the caller of get has its value still. */
  UNSTORED_LOAD_IS_RETURNED(situation -> {
    if (!situation.lives().endsAtCreation() || situation.hasFailed()) {
      return;
    }
    for (int key : situation.keysToLoad()) {
      if (situation.faults().hasValueFor(key)) {
        returnLoaded(situation, key);
      }
    }
  }),

  /** CacheLoader.loadAll is for bulk reads: Lungo asks once, and one failure fails all. The RI loads key by key until one fails. */
  BULK_READ_FAILS_AS_ONE(situation -> {
    List<Integer> missing = situation.keysToLoad();
    if (!situation.is(Call.GET_ALL)
        || missing.stream().noneMatch(situation.faults().loads()::contains)) {
      return;
    }
    Observation expected = situation.expected();
    int hits = situation.step().keys().size() - missing.size();
    expected.loads = missing.stream().map(key -> "load " + key).sorted().toList();
    expected.events.forEach(Map::clear);
    expected.contents = new TreeMap<>(situation.before());
    if (situation.lives().endsAtAccess()) {
      expected.contents.keySet().removeAll(situation.step().keys());
    }
    if (situation.countsStatistics()) {
      expected.counts = expected.counts.withGets(hits, missing.size());
    }
  }),

  /** MutableEntry.remove is Cache.remove: no event and no count where nothing was. The RI tells and counts a removal. */
  REMOVE_OF_ABSENT_IS_NO_REMOVAL(situation -> {
    if (!situation.is(Call.INVOKE, Call.INVOKE_ALL)) {
      return;
    }
    for (int key : situation.step().keys()) {
      if (situation.isMissing(key)) {
        long told = situation.expected().heard(Situation.SPY, "REMOVED");
        situation.expected().drop(key, "REMOVED");
        long dropped = told - situation.expected().heard(Situation.SPY, "REMOVED");
        if (situation.countsStatistics()) {
          situation.addToCounts(0, 0, (int) -dropped);
        }
      }
    }
  }),

  /** Not said anywhere: an operation that fails counts nothing in Lungo. The RI counts the get of a failing invoke only. */
  FAILED_INVOKE_COUNTS_NOTHING(situation -> {
    if (!situation.is(Call.INVOKE, Call.INVOKE_ALL)
        || !situation.countsStatistics()
        || situation.step().isWithNull()) {
      return;
    }
    for (int key : situation.step().keys()) {
      boolean failed = situation.is(Call.INVOKE) ? situation.hasFailed() : situation.hasFailed(key);
      if (failed) {
        boolean isMissing = situation.isMissing(key);
        situation.addToCounts(isMissing ? 0 : -1, isMissing ? -1 : 0, 0);
      }
    }
  }),

  /** Iterator.remove of an entry that expired by being read: there is nothing left to remove. The RI removes it all the same. */
  ITERATED_AND_EXPIRED_IS_NOT_REMOVED(situation -> {
    if (!situation.is(Call.ITERATE) || !situation.lives().endsAtAccess()) {
      return;
    }
    Observation expected = situation.expected();
    expected.events.forEach(Map::clear);
    expected.writes = List.of();
    expected.contents = new TreeMap<>();
    expected.counts = expected.counts.withRemovals(0);
    situation.changeResults(
        result -> ((String) result).replaceFirst(" not removed .*", " removed"));
  }),

  /** Not said anywhere: enabling statistics starts from zero in Lungo. The RI goes on where it stopped. */
  STATISTICS_START_FROM_ZERO(situation -> {
    if (situation.is(Call.STATISTICS)) {
      situation.expected().counts = Counts.NONE;
    }
  }),

  /** Cache.loadAll, Javadoc: NullPointerException "if keys contains a null". The RI without a loader does not look. */
  NULL_TO_LOAD_IS_REFUSED(situation -> {
    if (situation.is(Call.LOAD_ALL) && situation.step().isWithNull()) {
      situation.expected().failure = List.of("NullPointerException");
      situation.expected().result = null;
    }
  }),

  /**
   * EXPIRED is told once, for each entry that was there and expired (CacheEntryExpiredListener, Javadoc). The RI tells it again
   * at each visit of an entry stored by value, and of new entries that were never stored. Applied by {@link ExpiryLedger}.
   */
  EXPIRY_IS_TOLD_ONCE(situation -> {}),

  /** Outside the specification: the RI throws NullPointerException where creation has no duration. See {@link Dialect}. */
  CREATION_WITHOUT_DURATION_IS_ETERNAL(situation -> {}),

  /**
   * MutableEntry.getValue after remove: null in Lungo. The RI asks the loader again, as the Javadoc may be read; but with that it
   * forgets the removal, which then is neither told nor written through. See {@link ReferenceEntry}.
   */
  REMOVED_VALUE_IS_NOT_LOADED(situation -> {}),

  /** Not said anywhere: a processor that gets a value twice, which the loader does not have, asks it once. The RI twice. */
  ABSENT_VALUE_IS_LOADED_ONCE(situation -> {}),

  /** MutableEntry.remove is Cache.remove, which deletes from the outside. The RI does nothing after a load. See there, too. */
  REMOVE_OF_LOADED_DELETES(situation -> {}),

  /** The net effect of set, remove, remove on what was absent is none (TCK for one remove). The RI deletes. See there, too. */
  SECOND_REMOVE_CHANGES_NOTHING(situation -> {});

  private final Consumer<Situation> rule;

  Difference(Consumer<Situation> rule) {
    this.rule = rule;
  }

  /** Applies all rules, and tells which changed something. */
  static void applyAll(Situation situation, Consumer<Difference> met) {
    for (Difference difference : values()) {
      Observation before = situation.expected().copy();
      difference.rule.accept(situation);
      if (!before.unlike(situation.expected()).isEmpty()) {
        met.accept(difference);
      }
    }
  }

  private static List<String> repeatLast(List<String> chain) {
    String last = chain.get(chain.size() - 1);
    boolean isAlone = chain.size() == 1 || !chain.get(chain.size() - 2).equals(last);
    boolean isWrapped =
        isAlone && (last.equals("CacheWriterException") || last.equals("CacheLoaderException"));
    if (!isWrapped) {
      return chain;
    }
    List<String> longer = new ArrayList<>(chain);
    longer.add(last);
    return longer;
  }

  private static List<String> prepend(String type, List<String> chain) {
    List<String> longer = new ArrayList<>(List.of(type));
    longer.addAll(chain);
    return longer;
  }

  private static void returnLoaded(Situation situation, int key) {
    int value = Script.loadedValue(situation.number(), key);
    if (situation.is(Call.GET)) {
      situation.expected().result = value;
    } else if (situation.expected().result instanceof Map<?, ?> results) {
      Map<Object, Object> more = new HashMap<>(results);
      more.put(key, value);
      situation.expected().result = new TreeMap<>(more);
    }
  }
}
