// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.WireNumbers;

/** What a primary tells the other owners, who need not answer. The numbers are part of the protocol. */
enum NoticeKind {
  /** Up to which place segments' updates are settled. */
  SETTLED(1),
  /** Which entries were read, and live longer for it. */
  TOUCHED(2);

  static final WireNumbers<NoticeKind> NUMBERS =
      new WireNumbers<>("kind of notice", NoticeKind.class, kind -> kind.code);

  private final int code;

  NoticeKind(int code) {
    this.code = code;
  }
}
