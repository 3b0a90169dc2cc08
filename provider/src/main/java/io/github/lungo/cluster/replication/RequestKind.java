// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.WireNumbers;

/** What a message of the protocol asks for. The numbers are part of the protocol. */
enum RequestKind {
  /** Of an owner: to hold an update. */
  REPLICATE(1),
  /** Of a former owner: what it holds that may not be settled. */
  COLLECT(2),
  /** Of the primary: to execute an operation. */
  OPERATE(3),
  /** Of the primary: a key's entry. */
  READ(4),
  /** Of the primary: a key's entry, loaded if it is missing. */
  LOAD(5),
  /** Of the primary: to remove all entries of a segment. */
  CLEAR(6),
  /** Of the primary: a part of a segment. */
  FETCH(7),
  /** Of the primary: to execute operations on many keys. */
  BATCH(8),
  /** Of the primary: many keys' entries, loaded if they are missing. */
  LOAD_ALL(9),
  /** Of the primary: a key's entry, or that the caller loads it. */
  LEND(10),
  /** Of the primary: to store what the caller has loaded. */
  BRING(11),
  /** Of the primary: to let no load of some segments store what it brings. */
  FENCE(12),
  /** Of the primary: to take back a load that the caller will not make. */
  GIVE_BACK(13),
  /** Of the primary: many keys' entries. */
  READ_ALL(14),
  /** Of a member: to drop its copy of a key's entry, or all of its copies. */
  DROP(15),
  /** Of a primary: to go on having copies dropped before it changes what they are of. */
  RENEW(16),
  /** Of a primary: to know that the sender has no copies any more. */
  RELEASE(17),
  /** Of the primary: which writes of members that were apart are news there. */
  OFFER(18),
  /** Of the primary: to take over such writes. */
  REUNITE(19);

  static final WireNumbers<RequestKind> NUMBERS =
      new WireNumbers<>("kind of request", RequestKind.class, kind -> kind.code);

  private final int code;

  RequestKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
