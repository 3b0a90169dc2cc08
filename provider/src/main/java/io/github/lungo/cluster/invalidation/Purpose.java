// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.transport.WireNumbers;

/** Why a member wants values. The numbers are part of the protocol. */
enum Purpose {
  /** A get, which may be content with what is known of the key, and with a value that has expired where the load fails. */
  GET(0),
  /** An entry processor, or an entry that is to be younger: content with what is known, but not with what has expired. */
  UPKEEP(1),
  /** A {@code loadAll}: the loader is to be asked. */
  EXPLICIT(2);

  static final WireNumbers<Purpose> NUMBERS =
      new WireNumbers<>("purpose", Purpose.class, purpose -> purpose.code);

  private final int code;

  Purpose(int code) {
    this.code = code;
  }
}
