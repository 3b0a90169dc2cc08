// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

import static org.assertj.core.api.Assertions.assertThat;

/** What a call leaves of its key, and of the second key of calls on many. */
enum Leaves {
  AS_BEFORE("as before"),
  ABSENT("absent"),
  LOADED("the loaded value"),
  NEW("the new value"),
  NESTED("what the callback put"),
  COMPANION_LOADED("absent; the other keys are loaded"),
  COMPANION_WRITTEN("as before; what was written has the new value"),
  ANYTHING("not defined"),
  NO_CACHE("no cache"),
  CLOSED("the cache is closed");

  private final String text;

  Leaves(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  void check(World world) {
    switch (this) {
      case AS_BEFORE -> {
        assertThat(world.textOf(world.key())).isEqualTo(world.before());
        assertThat(world.textOf(world.companion())).isEqualTo("absent");
      }
      case ABSENT -> assertThat(world.textOf(world.key())).isEqualTo("absent");
      case LOADED -> assertThat(world.textOf(world.key())).isEqualTo("loaded");
      case NEW -> assertThat(world.textOf(world.key())).isEqualTo("new");
      case NESTED -> assertThat(world.textOf(world.key())).isEqualTo("nested");
      case COMPANION_LOADED -> {
        assertThat(world.textOf(world.key())).isEqualTo("absent");
        assertThat(world.textOf(world.companion())).isEqualTo("loaded");
      }
      case COMPANION_WRITTEN -> {
        assertThat(world.textOf(world.key())).isEqualTo(world.before());
        assertThat(world.textOf(world.companion())).isEqualTo("new");
      }
      case ANYTHING -> {}
      case NO_CACHE -> assertThat(world.manager().getCacheNames()).containsExactly(World.BYSTANDER);
      case CLOSED -> {
        assertThat(world.cache().isClosed()).isTrue();
        assertThat(world.manager().getCacheNames()).containsExactly(World.BYSTANDER);
      }
    }
  }

  boolean hasCache() {
    return this != NO_CACHE && this != CLOSED;
  }
}
