// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.row;

/** What a row does again and again. */
public enum Action {
  /** Reads an entry that is there. */
  GET,
  /** Gives an entry that is there another value. */
  PUT,
  /** Adds an entry. */
  PUT_NEW,
  /** Adds one to a number by an entry processor. */
  INVOKE,
  /** Reads an entry that is not there, through the loader. */
  READ_THROUGH,
  /** Reads {@link KeyStream#BATCH} entries that are there. */
  GET_ALL,
  /** Gives {@link KeyStream#BATCH} entries that are there other values. */
  PUT_ALL;

  /** Says whether it is a read of one entry that is there. */
  public boolean isReadOfPresentEntry() {
    return this == GET;
  }

  /** Says whether the cache has to be empty before each pass over the keys. */
  boolean isOfAbsentEntries() {
    return this == PUT_NEW || this == READ_THROUGH;
  }
}
