// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

/** What an operation does to the stored entry. */
public enum Change {
  /** Nothing; the entry, if any, stays as it is. */
  NONE,
  /** There was no entry, now there is. */
  CREATED,
  /** The entry has a new version. */
  UPDATED,
  /** The entry was updated with no time to live: it leaves at once, after the event of its update. */
  UPDATED_TO_EXPIRE,
  /** The entry is gone. */
  REMOVED
}
