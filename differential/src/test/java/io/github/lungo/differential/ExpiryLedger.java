// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Works out what a permanent listener must have heard in the end, EXPIRED too: an entry that is gone, and was neither removed
 * nor cleared, has expired. Confined to its test.
 */
final class ExpiryLedger {
  private final EventLog log;
  private final int listener;
  private final Map<Integer, List<String>> expected = new TreeMap<>();

  ExpiryLedger(EventLog log, int listener) {
    this.log = log;
    this.listener = listener;
  }

  /** Notes the events of a step, and what it made expire. */
  void note(Situation situation) {
    Observation seen = situation.expected();
    seen.events.get(listener).forEach((key, events) -> linesOf(key).addAll(events));
    if (situation.is(Call.CLEAR)) {
      return;
    }
    situation.before().forEach((key, value) -> {
      List<String> spied = seen.events.get(Situation.SPY).getOrDefault(key, List.of());
      boolean isRemoved = spied.stream().anyMatch(event -> event.startsWith("REMOVED"));
      if (!seen.contents.containsKey(key) && !isRemoved && log.ear().hearsExpiryOf(key)) {
        linesOf(key).add(log.expired(log.ear().wantsOldValue(), lastValue(value, spied)));
      }
    });
  }

  private static Object lastValue(Integer before, List<String> events) {
    return events.isEmpty() ? before : events.get(events.size() - 1).split(" ", -1)[1];
  }

  private List<String> linesOf(int key) {
    return expected.computeIfAbsent(key, k -> new ArrayList<>());
  }

  Map<Integer, List<String>> expected() {
    expected.values().removeIf(List::isEmpty);
    return expected;
  }

  Map<Integer, List<String>> heard() {
    return log.all();
  }

  /** Returns whether the listener of the other side has heard of the same entries that they expired. */
  boolean expectsExpiriesOf(EventLog other) {
    return expiries(expected).equals(expiries(other.all()));
  }

  private static List<String> expiries(Map<Integer, List<String>> events) {
    List<String> lines = new ArrayList<>();
    events.forEach((key, heard) -> heard.stream()
        .filter(event -> event.startsWith("EXPIRED"))
        .forEach(event -> lines.add(key + event)));
    return lines;
  }

  int listener() {
    return listener;
  }
}
