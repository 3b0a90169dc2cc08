// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

/** A key whose own methods ask the trap of its case; the case's own key alone is hostile. */
record Key(String world, String name) {
  static final String HOSTILE = "hostile";

  boolean isHostile() {
    return name.equals(HOSTILE);
  }

  @Override
  public int hashCode() {
    return Trap.of(world).<Integer>pass(Callback.KEY_HASH, isHostile(), name::hashCode);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key that
        && Trap.of(world)
            .<Boolean>pass(Callback.KEY_EQUALS, isHostile(), () -> name.equals(that.name));
  }

  @Override
  public String toString() {
    return Trap.of(world).print(isHostile(), name);
  }
}
