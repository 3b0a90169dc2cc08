// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.cluster.transport.WireNumbers;

/** What a request of the protocol says. The numbers are part of the protocol. */
enum MessageKind {
  /** What somebody here listens to; the answer says what somebody there does. */
  INTEREST(1),
  /** What has happened to an entry; the answer says that it has its place in the order of its key. */
  EVENT(2),
  /** An event was heard. */
  HEARD(3);

  static final WireNumbers<MessageKind> NUMBERS =
      new WireNumbers<>("kind of message about events", MessageKind.class, kind -> kind.code);

  private final int code;

  MessageKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
