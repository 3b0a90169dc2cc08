// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.message;

import io.github.lungo.cluster.transport.NodeId;

/** A request to another member has got no answer. */
public final class RequestFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient NodeId peer;

  /** Why there is no answer, and so what may have happened. */
  public enum Reason {
    /** The member is not in the view any more: it may have done what was asked, or not. */
    PEER_GONE,
    /** The deadline has passed: the same. */
    TIMED_OUT,
    /** The member does not run the cache: it has done nothing. */
    NOT_HERE,
    /** The request takes more bytes than a frame may have: it was not sent. */
    TOO_LARGE,
    /** What runs there has failed, in a way that its protocol does not know. */
    FAILED,
    /** This member's channel has closed. */
    CLOSED
  }

  RequestFailedException(Reason reason, NodeId peer, String message) {
    super(message);
    this.reason = reason;
    this.peer = peer;
  }

  /** Returns why there is no answer. */
  public Reason reason() {
    return reason;
  }

  /** Returns the member that was asked. */
  public NodeId peer() {
    return peer;
  }
}
