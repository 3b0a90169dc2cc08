// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.transport.WireNumbers;

/** What became of a control message. The numbers are part of the protocol. */
enum Verdict {
  /** It was done. */
  DONE(1),
  /** It will never be done; the text says why. */
  REFUSED(2),
  /** Not now or not here: ask again, or another one. */
  ELSEWHERE(3),
  /** It is about a topology that is not the newest; the number is that of the newest one here. */
  BEHIND(4),
  /** The member does not run the cache, or not in that term. */
  GONE(5);

  static final WireNumbers<Verdict> NUMBERS =
      new WireNumbers<>("verdict", Verdict.class, verdict -> verdict.code);

  private final int code;

  Verdict(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
