// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.MalformedFrameException;

/** What a message says that has no answer. The numbers are part of the protocol. */
enum NoticeKind {
  /** To owners: up to where the updates of segments are settled. */
  SETTLED(1),
  /** To a primary: which entries are due for being loaded anew. */
  DUE(2);

  private final int code;

  NoticeKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static NoticeKind of(FrameReader reader) throws MalformedFrameException {
    int code = reader.readByte();
    for (NoticeKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new MalformedFrameException("a notice of an unknown kind: " + code);
  }
}
