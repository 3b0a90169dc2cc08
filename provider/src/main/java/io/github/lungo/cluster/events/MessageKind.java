// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.cluster.transport.MalformedFrameException;

/** What a request of the protocol says. The numbers are part of the protocol. */
enum MessageKind {
  /** What somebody here listens to; the answer says what somebody there does. */
  INTEREST(1),
  /** What has happened to an entry; the answer says that it has its place in the order of its key. */
  EVENT(2),
  /** An event was heard. */
  HEARD(3);

  private static final MessageKind[] KINDS = values();
  private final int code;

  MessageKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static MessageKind of(int code) throws MalformedFrameException {
    for (MessageKind kind : KINDS) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new MalformedFrameException("a message about events of an unknown kind: " + code);
  }
}
