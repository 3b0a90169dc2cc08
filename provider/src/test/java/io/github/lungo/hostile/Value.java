// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

/** A value whose {@code equals} asks the trap of its case. */
record Value(String world, String text) {

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Value that
        && Trap.of(world).<Boolean>pass(Callback.VALUE_EQUALS, true, () -> text.equals(that.text));
  }

  @Override
  public String toString() {
    return Trap.of(world).print(true, text);
  }
}
