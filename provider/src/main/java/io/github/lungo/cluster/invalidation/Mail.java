// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one member is to hear, of so many keys at most: beyond that, it is to drop everything. Confined to who holds its owner's
 * lock.
 */
final class Mail {
  private static final int ENOUGH_BYTES = 512 << 10;

  private final int mostKeys;
  private final Map<EncodedKey, Note> notes = new LinkedHashMap<>();
  private Reset reset = Reset.NONE;
  private boolean isUnderWay;

  /** Whether a member is to drop everything. In rising order. */
  enum Reset {
    /** It need not. */
    NONE,
    /** It is to. */
    THIS,
    /** It is to, and then all others: it is the primary of keys that nobody knows any more. */
    ALL
  }

  /**
   * A message's worth of mail.
   *
   * @param reset whether the member is to drop everything; then there are no notes
   */
  record Parcel(Reset reset, List<Note> notes) {}

  Mail(int mostKeys) {
    this.mostKeys = mostKeys;
  }

  void add(Note note) {
    notes.merge(note.key(), note, Note::and);
    if (notes.size() > mostKeys) {
      boolean isPrimary = notes.values().stream().anyMatch(Note::isForPrimary);
      add(isPrimary ? Reset.ALL : Reset.THIS);
      notes.clear();
    }
  }

  void add(Reset more) {
    reset = more.compareTo(reset) > 0 ? more : reset;
  }

  /** Takes what to send next; null if there is nothing, or something is under way. */
  @Nullable
  Parcel take() {
    if (isUnderWay || (notes.isEmpty() && reset == Reset.NONE)) {
      return null;
    }
    isUnderWay = true;
    if (reset != Reset.NONE) {
      Parcel all = new Parcel(reset, List.of());
      reset = Reset.NONE;
      return all;
    }
    List<Note> some = new ArrayList<>();
    int size = 0;
    for (Iterator<Note> rest = notes.values().iterator(); rest.hasNext() && size < ENOUGH_BYTES; ) {
      Note note = rest.next();
      some.add(note);
      size += note.key().bytes().length;
      rest.remove();
    }
    return new Parcel(Reset.NONE, some);
  }

  /** What was taken has arrived, or will not. */
  void arrived() {
    isUnderWay = false;
  }

  boolean isReset() {
    return reset != Reset.NONE;
  }

  /** Returns the notes there are. */
  Collection<Note> notes() {
    return notes.values();
  }
}
