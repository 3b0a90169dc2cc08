// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

/** What a member of a cluster knows of a key that was ever written: its value, that it was removed, or something between. */
public interface KeyState {

  /** Returns the version of what was written last, settled or not. */
  Version version();
}
