// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

/** Gives the entries of one member their versions. Thread-safe. */
public interface EntryVersions {

  /** Returns the version of what is about to be written. */
  Version ofWrite();

  /** Returns the version of what a load has brought. */
  Version ofLoad();

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
}
