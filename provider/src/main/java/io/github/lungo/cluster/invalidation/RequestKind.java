// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.transport.WireNumbers;

/** What a message of the protocol asks for. The numbers are part of the protocol. */
enum RequestKind {
  /** Of every member: to drop the copies of some keys, and what it loads of them. */
  INVALIDATE(1),
  /** Of the primary: the values of some keys, from the source. */
  LOAD(2),
  /** Of every member: a version newer than all that it knows of. */
  CLOCK(3),
  /** Of every member: to let nobody join the loads that it runs for others. */
  FENCE(4),
  /** Of every member: to drop all copies, and all that it loads. */
  CLEAR(5),
  /** Of every member: to drop the copies of some keys, each older than a version of its own, and what it loads of them. */
  INVALIDATE_EACH(6),
  /** Of a member that could not be told of all writes: to let nobody join its loads, and to drop all. */
  RESET(7),
  /** Of the primary: the values of some keys, or leave to load them here. */
  LEND(8),
  /** Of the primary: to take what was loaded by its leave. */
  BRING(9),

  /** Of every member: to take what has been written. */
  REPLICATE(10),

  /** Of the primary: which of its segments are not as the asker has them. */
  COMPARE(11),

  /** Of a member: which of some entries it does not have as new as the asker. */
  OFFER(12),

  /** Of the primary: to tell what it has of some segments that is newer than what the asker has. */
  PULL(13);

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
