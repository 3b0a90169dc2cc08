// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

/** An entry that knows when it is due for being loaded anew, before it expires. Thread-safe. */
public interface Refreshable {

  /**
   * Takes it upon the caller to have the entry loaded anew, if it is due.
   *
   * @param now the time
   * @param next when it is due again if nothing comes of it
   * @return whether it was due, and nobody else was first
   */
  boolean claimRefresh(long now, long next);

  /** Says when the entry is due next. */
  void putOffRefresh(long next);
}
