// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.transport.WireNumbers;
import io.github.lungo.entry.VersionedValue;
import org.jspecify.annotations.Nullable;

/**
 * What a primary says of a key. Immutable.
 *
 * @param kind what it is
 * @param stored the value in stored form; null if there is none, or something else is said
 * @param failure what the loader has thrown, or null
 * @param grant the number under which the asker is to bring what it loads itself, or 0
 * @param entry the primary's entry, or null
 */
record Found(
    Kind kind,
    @Nullable Object stored,
    @Nullable Throwable failure,
    long grant,
    @Nullable VersionedValue entry) {
  static final Found NOTHING = new Found(Kind.NOTHING, null, null, 0, null);

  /** Nothing is known yet: who wants to know, has to ask again. */
  static final Found AGAIN = new Found(Kind.AGAIN, null, null, 0, null);

  /** What can be said. The numbers are part of the protocol. */
  enum Kind {
    /** There is no value. */
    NOTHING(0),
    /** There is one. */
    VALUE(1),
    /** The loader has failed. */
    FAILURE(2),
    /** The asker is to load it. */
    GRANT(3),
    /** The asker is to ask again. */
    AGAIN(4),

    /** There is an entry at the primary, which the asker may keep as well. */
    ENTRY(6),

    /** There was one, which has expired; it is not to be kept. */
    STALE(5);

    static final WireNumbers<Kind> NUMBERS =
        new WireNumbers<>("kind of answer", Kind.class, kind -> kind.code);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  static Found value(@Nullable Object stored) {
    return stored == null ? NOTHING : new Found(Kind.VALUE, stored, null, 0, null);
  }

  static Found entry(VersionedValue entry) {
    return new Found(Kind.ENTRY, null, null, 0, entry);
  }

  static Found stale(Object stored) {
    return new Found(Kind.STALE, stored, null, 0, null);
  }

  static Found failure(Throwable failure) {
    return new Found(Kind.FAILURE, null, failure, 0, null);
  }

  static Found grant(long number) {
    return new Found(Kind.GRANT, null, null, number, null);
  }
}
