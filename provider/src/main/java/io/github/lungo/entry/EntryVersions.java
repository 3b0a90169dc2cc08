// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

import java.util.function.BiConsumer;

/** Gives the entries of one member their versions. Thread-safe. */
public interface EntryVersions {

  /** Returns the version of what is about to be written. */
  Version ofWrite();

  /** Returns the version of what a load has brought. */
  Version ofLoad();

  /** Returns the version of what is about to be written over what has the given one. */
  default Version ofWriteOver(Version known) {
    return ofWrite();
  }

  /**
   * Checks an entry that is about to be written.
   *
   * @throws RuntimeException if it cannot be; the message names the key, what was found and what is expected
   */
  default void requireFits(Object key, Object stored) {}

  /** Returns whether an entry gives way to newer ones only, be it long removed. */
  default boolean newestWins() {
    return false;
  }

  /**
   * Returns versions by which whatever is written replaces what was loaded: nobody knows how old that is, as the source does
   * not say.
   */
  static EntryVersions by(HybridClock clock) {
    return new EntryVersions() {
      @Override
      public Version ofWrite() {
        return clock.next();
      }

      @Override
      public Version ofLoad() {
        return Version.LEAST;
      }
    };
  }

  /**
   * Returns versions of entries that members tell each other, of which the newest is to stay everywhere. What is loaded gets
   * its version from the member that loads it.
   *
   * @param fits checks by key and stored value that an entry can be told
   */
  static EntryVersions newestWins(HybridClock clock, BiConsumer<Object, Object> fits) {
    return new EntryVersions() {
      @Override
      public Version ofWrite() {
        return clock.next();
      }

      @Override
      public Version ofWriteOver(Version known) {
        return clock.nextAbove(known);
      }

      @Override
      public Version ofLoad() {
        return Version.LEAST;
      }

      @Override
      public void requireFits(Object key, Object stored) {
        fits.accept(key, stored);
      }

      @Override
      public boolean newestWins() {
        return true;
      }
    };
  }
}
