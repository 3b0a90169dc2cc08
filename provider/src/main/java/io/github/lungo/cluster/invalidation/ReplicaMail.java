// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.entry.Version;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What one member is to hear of the others' keys, of so many at most: beyond that, all that it lacks is found out. Confined to
 * who holds its owner's lock.
 */
final class ReplicaMail<K> {
  private static final int MOST_AT_ONCE = 4_096;

  private final int mostKeys;
  private final Map<K, Due> due = new LinkedHashMap<>();
  private Map<K, Due> underWay = Map.of();
  private List<CompletableFuture<Void>> awaiting = new ArrayList<>();
  private List<CompletableFuture<Void>> awaitingUnderWay = new ArrayList<>();
  private boolean isUnderWay;
  private boolean isToHearOfClear;
  private boolean isToFence;
  private boolean isOverflown;
  private int searches;

  /**
   * A message's worth of mail.
   *
   * @param fences whether the member is to let no load be stored that it runs
   * @param isOverflown whether it has missed what nobody remembers
   */
  record Parcel<K>(List<Map.Entry<K, Due>> notes, boolean fences, boolean isOverflown) {}

  ReplicaMail(int mostKeys) {
    this.mostKeys = mostKeys;
  }

  void add(K key, Due note) {
    due.merge(key, note, Due::and);
    if (due.size() > mostKeys) {
      due.clear();
      isOverflown = true;
    }
  }

  void hearOfClear() {
    isToHearOfClear = true;
  }

  void fence() {
    isToFence = true;
  }

  /** Returns what completes when all has arrived that is due now, or is not due any more. */
  CompletableFuture<Void> arrival() {
    CompletableFuture<Void> arrival = new CompletableFuture<>();
    if (isEmpty()) {
      arrival.complete(null);
    } else {
      awaiting.add(arrival);
    }
    return arrival;
  }

  boolean isEmpty() {
    return !isUnderWay && !isDue() && searches == 0;
  }

  private boolean isDue() {
    return !due.isEmpty()
        || isToHearOfClear
        || isToFence
        || isOverflown
        || !awaiting.isEmpty(); // for what is under way, and on nothing more
  }

  /** Takes what to send next; null if there is nothing, or something is under way. */
  @Nullable
  Parcel<K> take() {
    if (isUnderWay || !isDue()) {
      return null;
    }
    isUnderWay = true;
    underWay = new LinkedHashMap<>();
    Iterator<Map.Entry<K, Due>> rest = due.entrySet().iterator();
    while (rest.hasNext() && underWay.size() < MOST_AT_ONCE) {
      Map.Entry<K, Due> next = rest.next();
      underWay.put(next.getKey(), next.getValue());
      rest.remove();
    }
    if (due.isEmpty()) {
      awaitingUnderWay = awaiting;
      awaiting = new ArrayList<>();
    }
    Parcel<K> parcel = new Parcel<>(
        underWay.entrySet().stream()
            .map(note -> Map.entry(note.getKey(), note.getValue()))
            .toList(),
        isToFence,
        isOverflown);
    searches += isOverflown ? 1 : 0;
    isToHearOfClear = false;
    isToFence = false;
    isOverflown = false;
    return parcel;
  }

  /** Puts back what found no room in the message. */
  void putBack(List<Map.Entry<K, Due>> notes) {
    notes.forEach(note -> {
      underWay.remove(note.getKey());
      due.merge(note.getKey(), note.getValue(), Due::and);
    });
    awaiting.addAll(awaitingUnderWay);
    awaitingUnderWay = new ArrayList<>();
  }

  /** What was taken has arrived; returns who waits for that. */
  List<CompletableFuture<Void>> arrived() {
    isUnderWay = false;
    underWay = Map.of();
    List<CompletableFuture<Void>> over = awaitingUnderWay;
    awaitingUnderWay = new ArrayList<>();
    return over;
  }

  /** What the member lacks has been found out and told, or another topology has come. */
  void searched() {
    searches--;
  }

  /** Returns whether something is due that is known by its key no more. */
  boolean isMissing() {
    return isOverflown || searches > 0;
  }

  /** Passes all that has not arrived. */
  void forEach(BiConsumer<K, Due> notes) {
    due.forEach(notes);
    underWay.forEach(notes);
  }

  /** Returns the oldest version of what has not arrived, or the given one if that is older. */
  Version oldest(Version least) {
    if (isMissing()) {
      return Version.LEAST;
    }
    Version[] oldest = {least};
    forEach((key, note) ->
        oldest[0] = oldest[0].isNewerThan(note.version()) ? note.version() : oldest[0]);
    return oldest[0];
  }

  /** Ends the waiting for a member that is to hear nothing more. */
  List<CompletableFuture<Void>> end() {
    List<CompletableFuture<Void>> all = new ArrayList<>(awaiting);
    all.addAll(awaitingUnderWay);
    awaiting = new ArrayList<>();
    awaitingUnderWay = new ArrayList<>();
    return all;
  }

  boolean isToFence() {
    return isToFence;
  }

  int size() {
    return due.size() + underWay.size();
  }
}
