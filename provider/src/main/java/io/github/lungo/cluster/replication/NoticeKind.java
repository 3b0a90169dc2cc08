// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.WireNumbers;

/** What a message says that has no answer. The numbers are part of the protocol. */
enum NoticeKind {
  /** To owners: up to which places the updates of segments are settled. */
  SETTLED(1),
  /** To a primary: which entries are due for being loaded anew. */
  DUE(2),
  /** To owners: which entries were read, and live longer for it. */
  TOUCHED(3);

  static final WireNumbers<NoticeKind> NUMBERS =
      new WireNumbers<>("kind of notice", NoticeKind.class, kind -> kind.code);

  private final int code;

  NoticeKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
