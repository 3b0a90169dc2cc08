// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

/** A key whose hash code is chosen, so that keys collide or share a bin of a hash table. */
record Key(int id, int hash) {

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key that && id == that.id;
  }
}
