// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.keyed;

/** Something that belongs to one key, which never changes. */
public interface Keyed {

  /** Returns the key. */
  Object key();

  /** Returns the hash code that the key had when the element was made, so that it is found again whatever happens. */
  int keyHash();
}
